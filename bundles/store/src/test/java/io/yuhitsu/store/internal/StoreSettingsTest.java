package io.yuhitsu.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class StoreSettingsTest {
    @Test
    void shippedFileNamesEverySettingAtItsDefault() throws IOException {
        Map<String, String> shipped = Files.readAllLines(Path.of("src/main/etc", StoreSettings.PID + ".cfg")).stream()
                .filter(line -> line.matches("#\\w+=.*"))
                .map(line -> line.substring(1).split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));

        assertThat(shipped)
                .isEqualTo(Arrays.stream(StoreSettings.class.getDeclaredMethods())
                        .collect(Collectors.toMap(Method::getName, method -> method.getDefaultValue()
                                .toString())));
    }

    @Test
    void foldersAreRelativeToTheDataFolderOrAbsolute() {
        DataFolder data = new DataFolder(Path.of("/srv/yuhitsu"));

        assertThat(data.resolve("blobs", "blobs")).isEqualTo(Path.of("/srv/yuhitsu/blobs"));
        assertThat(data.resolve("blobs", " /mnt/big/blobs ")).isEqualTo(Path.of("/mnt/big/blobs"));
    }

    @Test
    void folderThatIsNoneNamesKeyAndFile() {
        DataFolder data = new DataFolder(Path.of("/srv/yuhitsu"));

        for (String wrong : new String[] {"", "  ", "a\0b"}) {
            assertThatThrownBy(() -> data.resolve("keys", wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("keys")
                    .hasMessageContaining("etc/io.yuhitsu.store.cfg");
        }
    }
}
