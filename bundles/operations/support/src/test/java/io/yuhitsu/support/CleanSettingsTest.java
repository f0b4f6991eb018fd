package io.yuhitsu.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanSettingsTest {
    @TempDir
    Path folder;

    @Test
    void onlyShippedKeysWithHarmlessValuesAreShown() throws IOException {
        Program program = new Program(folder);
        program.put("etc/" + Program.CORE, "leaseSeconds=30\ntimeZone=Asia/Tokyo\nmail.password=canary1\n");
        program.put("etc/" + Program.ROUTES, "inbox.folder=/srv/canary2\ninbox.settle=5s\ncanary3=1\n");
        program.put("etc/canary4.cfg", "x=canary5\n");
        program.put("etc/secrets/canary6", "canary7");
        program.put("etc/java.options", "-Xmx1g\n-Dcanary8=9\n");
        program.put("routes/canary9.camel.yaml", "canary10");
        program.put("routes/pipeline.camel.yaml", "canary11");

        String text = CleanSettings.text(program.site());

        assertThat(text)
                .contains("leaseSeconds=30", "timeZone=Asia/Tokyo", "inbox.folder=***", "inbox.settle=5s", "-Xmx1g")
                .contains("(1 keys that do not ship)", "other .cfg files: 1", "secrets: 1", "other route files: 1")
                .contains("routes/pipeline.camel.yaml stands in")
                .doesNotContain("canary");
    }
}
