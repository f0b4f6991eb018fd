package io.yuhitsu.minutes.rules.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.intake.Recorded;
import io.yuhitsu.api.intake.RecordingFacts;
import io.yuhitsu.api.minutes.DateSource;
import io.yuhitsu.api.transcript.Engine;
import io.yuhitsu.api.transcript.RawTranscript;
import io.yuhitsu.api.transcript.Speaker;
import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.api.transcript.Utterance;
import io.yuhitsu.api.transcript.Word;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An annotated meeting of the samples.
 *
 * @param name {@code dev-ja-01-bumon}
 * @param typed as a person wrote it down, with speakers; null for meetings that exist as audio
 * @param heard as a recogniser gives it
 */
record SampleMeeting(
        String name,
        Locale language,
        LocalDate date,
        JsonNode gold,
        List<Turn> turns,
        Transcript typed,
        RawTranscript heard) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JobId JOB = JobId.next(0);
    private static final Pattern CUE = Pattern.compile(
            "(\\d+):(\\d\\d):(\\d\\d)\\.(\\d{3}) --> (\\d+):(\\d\\d):(\\d\\d)\\.(\\d{3})[^\\n]*\\n(?:<v ([^>]*)>)?([^\\n]*?)(?:</v>)?(?=\\n|$)");

    record Turn(long startMs, long endMs, String speaker, String text) {}

    /** For half of the transcripts the rules were written; the other half says how they do on what they have never seen. */
    boolean heldOut() {
        return name.startsWith("dev-") && name.matches("dev-..-\\d[02468]-.*");
    }

    RecordingFacts facts() {
        return new RecordingFacts(
                name + ".wav",
                "",
                "",
                date,
                DateSource.FILE_NAME,
                List.of(),
                new Recorded("wav", "pcm_s16le", Duration.ofSeconds(1), 1, 16000, null, false),
                List.of());
    }

    static Path folder() {
        return Path.of(System.getProperty("samples.dir", "../../../testdata/samples"));
    }

    static List<SampleMeeting> all() {
        List<SampleMeeting> meetings = new ArrayList<>();
        for (String language : List.of("ja", "en")) {
            for (Path gold : list(folder().resolve(language))) {
                meetings.add(recorded(gold));
            }
            for (Path gold : list(folder().resolve("transcripts").resolve(language))) {
                meetings.add(written(gold));
            }
        }
        return meetings;
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".items.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SampleMeeting recorded(Path gold) {
        String name = gold.getFileName().toString().replace(".items.json", "");
        JsonNode items = read(gold);
        List<Turn> turns = new ArrayList<>();
        for (JsonNode turn : read(gold.resolveSibling(name + ".turns.json")).path("turns")) {
            turns.add(new Turn(
                    Math.round(turn.path("start").asDouble() * 1000),
                    Math.round(turn.path("end").asDouble() * 1000),
                    null,
                    turn.path("text").asText().replaceAll("[、。？]", "")));
        }
        return of(name, items, turns, null, turns);
    }

    private static SampleMeeting written(Path gold) {
        String name = gold.getFileName().toString().replace(".items.json", "");
        List<Turn> typed = cues(gold.resolveSibling(name + ".vtt"));
        return of(name, read(gold), typed, typed, cues(gold.resolveSibling(name + ".asr.vtt")));
    }

    private static SampleMeeting of(String name, JsonNode gold, List<Turn> turns, List<Turn> typed, List<Turn> heard) {
        Locale language = Locale.forLanguageTag(gold.path("language").asText());
        long end = turns.get(turns.size() - 1).endMs() + 500;
        List<Word> words =
                heard.stream().flatMap(t -> words(t, language).stream()).toList();
        return new SampleMeeting(
                name,
                language,
                LocalDate.parse(gold.path("date").asText()),
                gold,
                turns,
                typed == null ? null : transcript(typed, language, end),
                new RawTranscript(JOB, language, end, new Engine("sample", "sample"), words, List.of()));
    }

    /** Words of one turn, their times by their length. */
    private static List<Word> words(Turn turn, Locale language) {
        boolean whole = language.getLanguage().equals("ja") && !turn.text().contains(" ");
        String[] parts = whole
                ? Languages.of(language).tokenize(turn.text()).stream()
                        .map(t -> t.surface())
                        .toArray(String[]::new)
                : turn.text().split(" ");
        int chars = String.join("", parts).length();
        List<Word> words = new ArrayList<>();
        int at = 0;
        for (String part : parts) {
            long start = turn.startMs() + (turn.endMs() - turn.startMs()) * at / chars;
            at += part.length();
            long end = turn.startMs() + (turn.endMs() - turn.startMs()) * at / chars;
            words.add(new Word(part, start, end, 0.9));
        }
        return words;
    }

    private static Transcript transcript(List<Turn> turns, Locale language, long end) {
        Map<String, Speaker> speakers = new LinkedHashMap<>();
        List<Utterance> utterances = new ArrayList<>();
        for (Turn turn : turns) {
            Speaker speaker =
                    speakers.computeIfAbsent(turn.speaker(), l -> new Speaker("s" + (speakers.size() + 1), l));
            utterances.add(new Utterance(
                    "u" + (utterances.size() + 1),
                    speaker.id(),
                    turn.startMs(),
                    turn.endMs(),
                    turn.text(),
                    turn.text(),
                    1,
                    List.of()));
        }
        return new Transcript(
                JOB,
                language,
                end,
                new Engine("person", "person"),
                List.copyOf(speakers.values()),
                utterances,
                List.of());
    }

    private static List<Turn> cues(Path vtt) {
        List<Turn> cues = new ArrayList<>();
        try {
            Matcher cue = CUE.matcher(Files.readString(vtt));
            while (cue.find()) {
                cues.add(new Turn(ms(cue, 1), ms(cue, 5), cue.group(9), cue.group(10)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cues;
    }

    private static long ms(Matcher cue, int group) {
        return ((Long.parseLong(cue.group(group)) * 60 + Long.parseLong(cue.group(group + 1))) * 60
                                + Long.parseLong(cue.group(group + 2)))
                        * 1000
                + Long.parseLong(cue.group(group + 3));
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
