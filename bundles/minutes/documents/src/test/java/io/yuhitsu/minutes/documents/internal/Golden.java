package io.yuhitsu.minutes.documents.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.spi.MinutesRenderer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Documents as somebody once read and approved them, in {@code src/test/golden}; {@code -Dgolden.write=true} writes them anew. */
final class Golden {
    private Golden() {}

    static void check(MinutesRenderer renderer, MinutesRenderer.Source source, String name) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        renderer.render(source, out);
        Path file = Path.of("src/test/golden", name + "-" + renderer.fileName());
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(file.getParent());
            Files.write(file, out.toByteArray());
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(Files.readString(file));
    }
}
