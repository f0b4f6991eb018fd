package io.yuhitsu.intake.folder.internal;

import io.yuhitsu.benchmarks.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code NAME.json} beside a recording. */
public final class SideFileTarget {
    private SideFileTarget() {}

    public static FuzzTarget target(Path work) {
        List<byte[]> samples = List.of(
                "{\"title\": \"役員会\", \"date\": \"令和8年10月5日\", \"language\": \"ja\", \"participants\": [\"髙橋\", \"山田\"]}"
                        .getBytes(StandardCharsets.UTF_8),
                "{\"title\": \"a\", \"date\": 20261005, \"participants\": [[1e999, null], {\"x\": true}]}"
                        .getBytes(StandardCharsets.UTF_16BE),
                "{\"title\": {\"deep\": [[[[]]]]}, \"participants\": \"x\"}".getBytes(StandardCharsets.ISO_8859_1));
        return new FuzzTarget("side-file", samples, damaged -> {
            Path file = Files.createTempFile(work, "side", ".json");
            try {
                Files.write(file, damaged);
                SideFiles.read(file);
                return "read";
            } finally {
                Files.delete(file);
            }
        });
    }
}
