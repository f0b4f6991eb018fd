package io.yuhitsu.core.internal.intake;

import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.intake.IntakeRequest;
import io.yuhitsu.api.intake.IntakeRequest.SideFile;
import io.yuhitsu.api.intake.Recorded;
import io.yuhitsu.api.intake.RecordingFacts;
import io.yuhitsu.benchmarks.FuzzTarget;
import io.yuhitsu.json.FactsJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** Names of files and what people write beside them, as far as the facts of a recording. */
public final class NameTargets {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private NameTargets() {}

    public static List<FuzzTarget> targets() {
        List<byte[]> names = Stream.of(
                        "20261005_1400_定例会議.m4a",
                        "令和八年十月五日(月) 役員会.wav",
                        "Ｒ８．１０．５　定例会.wav",
                        "Weekly sync 2026-10-05 1400-1530.mp4",
                        "GMT20261004-230000_Recording.m4a",
                        "2026-10-05T14:00:00+09:00",
                        "+999999999-12-31T23:59:59-18:00",
                        "e\u0301\u202Egpj.【】（）___--.wav")
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toList();
        return List.of(new FuzzTarget("names", names, NameTargets::facts));
    }

    private static String facts(byte[] damaged) throws IOException {
        String text = new String(damaged, StandardCharsets.UTF_8);
        ByteBuffer number = ByteBuffer.allocate(8).put(damaged, 0, Math.min(8, damaged.length));
        Instant time = Instant.ofEpochSecond(number.getLong(0) >> 9);
        InputStream none = InputStream.nullInputStream();
        IntakeRequest request = new IntakeRequest(
                TenantId.DEFAULT,
                ProfileId.DEFAULT,
                () -> none,
                text,
                "",
                time,
                new SideFile(text, text, text, List.of(text)),
                null,
                false,
                "test");
        Recorded recorded = new Recorded("wav", "pcm_s16le", Duration.ofSeconds(1), 1, 16_000, time, false);
        RecordingFacts facts =
                FactsFinder.find(request, recorded, TOKYO, Instant.parse("2026-10-06T00:00:00Z"), List.of());
        FactsJson.read(new ByteArrayInputStream(FactsJson.write(facts)));
        ProfileId.parse(text);
        return facts.dateSource().name();
    }
}
