package io.yuhitsu.speech.decoder.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.yuhitsu.children.Children;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecoderConfigTest {
    @Test
    void theShippedFileHoldsEveryKeyWithItsDefault() throws Exception {
        Map<String, String> shipped = Files.readAllLines(Path.of("src/main/etc/io.yuhitsu.speech.decoder.cfg")).stream()
                .filter(line -> line.matches("#[a-z.]+=.*"))
                .map(line -> line.substring(1).split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));

        assertThat(shipped)
                .isEqualTo(Arrays.stream(DecoderConfig.class.getDeclaredMethods())
                        .collect(Collectors.toMap(
                                method -> method.getName().replace('_', '.'),
                                method -> String.valueOf(method.getDefaultValue()))));
    }

    @Test
    void aValueThatCannotBeNamesItsKey(@TempDir Path run) {
        try (Children children = Children.below(run)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new FfmpegDecoder(children, 0, 512, 24))
                    .withMessageContaining("parallel=0");
        }
    }
}
