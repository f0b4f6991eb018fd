package io.yuhitsu.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.intake.Recorded;
import io.yuhitsu.api.intake.RecordingFacts;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.minutes.ActionItem;
import io.yuhitsu.api.minutes.Coverage;
import io.yuhitsu.api.minutes.DateSource;
import io.yuhitsu.api.minutes.Decision;
import io.yuhitsu.api.minutes.Evidence;
import io.yuhitsu.api.minutes.Minutes;
import io.yuhitsu.api.minutes.Point;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.transcript.Engine;
import io.yuhitsu.api.transcript.Speaker;
import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.api.transcript.Utterance;
import io.yuhitsu.api.transcript.Word;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    private static final JobId JOB = JobId.next(0);
    private static final List<Message> NOTICES = List.of(new Message("demo-model", "デモ", "demo"));
    private static final List<Evidence> EVIDENCE = List.of(new Evidence("u1", 0, 900));

    @Test
    void transcriptComesBackAsItWas() throws IOException {
        Transcript transcript = new Transcript(
                JOB,
                Locale.JAPANESE,
                1000,
                new Engine("vosk", "demo"),
                List.of(new Speaker("s1", "話者1")),
                List.of(new Utterance(
                        "u1", null, 0, 900, "𠮷野です。", "𠮷野 です", 0.9, List.of(new Word("𠮷野", 0, 500, 0.9)))),
                NOTICES);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TranscriptJson.write(transcript, out);
        assertThat(TranscriptJson.read(new ByteArrayInputStream(out.toByteArray())))
                .isEqualTo(transcript);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"schemaVersion\" : 1", "𠮷野です。", "\"speaker\" : null");
    }

    @Test
    void minutesComeBackAsTheyWere() throws IOException {
        Minutes minutes = new Minutes(
                JOB,
                2,
                "定例",
                Locale.JAPANESE,
                LocalDate.of(2026, 11, 9),
                DateSource.FILE_NAME,
                List.of("髙橋"),
                List.of(new Point("要点", EVIDENCE)),
                List.of(),
                List.of(),
                null,
                new Coverage(1000, 900),
                List.of(new Decision("d1", "決定", EVIDENCE, 0.8, false)),
                List.of(new ActionItem("a1", "手配する", "田中", LocalDate.of(2026, 11, 20), "十一月二十日", EVIDENCE, 0.7, true)),
                NOTICES);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MinutesJson.write(minutes, out);
        assertThat(MinutesJson.read(new ByteArrayInputStream(out.toByteArray())))
                .isEqualTo(minutes);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"due\" : \"2026-11-20\"", "\"nextMeeting\" : null");
    }

    @Test
    void factsAndSettingsComeBackAsTheyWere() throws IOException {
        RecordingFacts facts = new RecordingFacts(
                "会議.wav",
                "2026",
                "会議",
                LocalDate.of(2026, 1, 2),
                DateSource.CONTAINER,
                List.of(),
                new Recorded("wav", "pcm_s16le", Duration.ofSeconds(3), 1, 16000, Instant.EPOCH, false),
                NOTICES);
        assertThat(FactsJson.read(new ByteArrayInputStream(FactsJson.write(facts))))
                .isEqualTo(facts);
        ProfileSettings settings = ProfileSettings.standard(ZoneId.of("Asia/Tokyo"));
        assertThat(SettingsJson.readSettings(SettingsJson.write(settings))).isEqualTo(settings);
    }

    @Test
    void minutesOfANewerSchemaAreRefusedByName() {
        byte[] json = "{\"schemaVersion\": 99}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> MinutesJson.read(new ByteArrayInputStream(json)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("99");
    }
}
