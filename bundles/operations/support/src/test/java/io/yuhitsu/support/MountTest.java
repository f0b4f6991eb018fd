package io.yuhitsu.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MountTest {
    private static final List<String> LINES = List.of(
            "22 1 254:0 / / rw,relatime - overlay overlay rw,lowerdir=/x",
            "40 22 0:36 / /srv ro,nosuid,noexec shared:3 - ext4 /dev/sdb1 rw",
            "41 40 0:37 / /srv/my\\040share rw shared:4 master:1 - nfs4 host:/share ro,vers=4.2",
            "42 40 0:38 / /srv rw,relatime shared:5 - xfs /dev/sdc1 rw");

    private static Mount of(String folder) {
        return Mount.of(Path.of(folder), LINES).orElseThrow();
    }

    @Test
    void theDeepestMountCountsAndOfTwoAtOnePointTheLater() {
        assertThat(of("/var/lib").type()).isEqualTo("overlay");
        assertThat(of("/srv/data").type()).isEqualTo("xfs");
        assertThat(of("/srvother").type()).isEqualTo("overlay");
    }

    @Test
    void aShareIsRemoteAndReadOnlyWhenItsServerSaysSo() {
        Mount share = of("/srv/my share/data");
        assertThat(share.isRemote()).isTrue();
        assertThat(share.options()).contains("ro");
    }

    @Test
    void onlyTheRootOfAContainerIsItsLayer() {
        assertThat(of("/data").isContainerLayer()).isTrue();
        assertThat(of("/srv/data").isContainerLayer()).isFalse();
    }

    @Test
    void optionsOfTheMountAreSeen() {
        assertThat(Mount.of(Path.of("/srv"), LINES.subList(0, 2)).orElseThrow().options())
                .contains("ro", "noexec");
    }
}
