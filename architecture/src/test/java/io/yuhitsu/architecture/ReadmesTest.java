package io.yuhitsu.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each plugin folder says what it is; whoever exchanges one has to know its settings and limits. */
class ReadmesTest {
    /** In the shipped {@code .cfg} files every setting stands on a line of its own, commented out. */
    private static final Pattern SETTING = Pattern.compile("^#([A-Za-z][A-Za-z.]*)=", Pattern.MULTILINE);

    @Test
    void eachPluginHasAReadme() {
        List<Path> plugins = Bundles.FOLDERS.stream()
                .filter(folder -> folder.getNameCount() == 2)
                .toList();

        assertThat(plugins)
                .as("folders like intake/folder")
                .hasSizeGreaterThan(10)
                .allSatisfy(folder -> assertThat(readme(folder)).isRegularFile());
    }

    @Test
    void aReadmeNamesEachSettingOfItsBundle() throws IOException {
        for (Path folder : Bundles.FOLDERS) {
            List<String> settings = settings(folder);
            if (!settings.isEmpty() && Files.exists(readme(folder))) {
                assertThat(Files.readString(readme(folder)))
                        .as("README.md of %s", folder)
                        .contains(settings.stream().map(key -> "`" + key + "`").toList());
            }
        }
    }

    private static Path readme(Path folder) {
        return Bundles.ROOT.resolve(folder).resolve("README.md");
    }

    private static List<String> settings(Path folder) throws IOException {
        Path etc = Bundles.ROOT.resolve(folder).resolve("src/main/etc");
        if (!Files.isDirectory(etc)) {
            return List.of();
        }
        List<String> settings = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(etc, "*.cfg")) {
            for (Path file : files) {
                SETTING.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(settings::add);
            }
        }
        assertThat(settings).as("settings in %s", etc).isNotEmpty();
        return settings;
    }
}
