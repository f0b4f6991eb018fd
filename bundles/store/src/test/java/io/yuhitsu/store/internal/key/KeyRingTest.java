package io.yuhitsu.store.internal.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyRingTest {
    private static final TenantId ACME = new TenantId("acme");

    @TempDir
    Path data;

    private KeyRing open() throws IOException {
        return new KeyRing(data.resolve("keys"), List.of(data.resolve("db"), data.resolve("blobs")));
    }

    private Path master() {
        return data.resolve("keys").resolve(MasterKey.FILE);
    }

    @Test
    void firstStartMakesAMasterKeyForTheOwnerAlone() throws IOException {
        open();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(master())))
                .isEqualTo("rw-------");
        assertThat(Files.readString(master())).matches("[0-9a-f]{64}\n");
    }

    @Test
    void keysStayTheSame() throws IOException {
        KeyRing first = open();
        String key = first.of(ACME).id();

        KeyRing second = open();

        assertThat(second.of(ACME).id()).isEqualTo(key);
        assertThat(second.find(ACME)).isPresent();
        assertThat(second.databasePassword())
                .isEqualTo(first.databasePassword())
                .hasSize(64);
        assertThat(second.databasePassword())
                .isNotEqualTo(Files.readString(master()).strip());
    }

    @Test
    void aKeyThatACrashCutOffIsClearedAwayAfterADay() throws IOException {
        open().of(ACME);
        Path old = Files.writeString(data.resolve("keys/.0123456789abcdef.key.new"), "half");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        assertThat(open().find(ACME)).isPresent();
        assertThat(old).doesNotExist();
    }

    @Test
    void installationsHaveDifferentKeys(@TempDir Path elsewhere) throws IOException {
        assertThat(open().databasePassword())
                .isNotEqualTo(new KeyRing(elsewhere.resolve("keys"), List.of()).databasePassword());
    }

    @Test
    void missingMasterKeyIsNotReplacedWhileEncryptedDataExists() throws IOException {
        for (String folder : List.of("blobs", "db")) {
            Path file = Files.createDirectories(data.resolve(folder)).resolve("something");
            Files.writeString(file, "x");

            assertThatThrownBy(this::open)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(master().toString())
                    .hasMessageContaining("backup")
                    .hasMessageContaining("バックアップ");

            assertThat(master()).doesNotExist();
            Files.delete(file);
        }
        open();
        assertThat(master()).exists();
    }

    @Test
    void missingMasterKeyIsNotReplacedWhileTenantKeysExist() throws IOException {
        open().of(ACME);
        Files.delete(master());

        assertThatThrownBy(this::open).isInstanceOf(IllegalStateException.class).hasMessageContaining("missing");
    }

    @Test
    void masterKeyThatOthersMayReadIsRefused() throws IOException {
        open();
        for (String open : List.of("rw-r-----", "rw----r--", "rw--w----")) {
            Files.setPosixFilePermissions(master(), PosixFilePermissions.fromString(open));

            assertThatThrownBy(this::open)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("chmod 600 " + master());
        }
        Files.setPosixFilePermissions(master(), PosixFilePermissions.fromString("r--------"));
        assertThat(open().all()).isEmpty();
    }

    @Test
    void damagedMasterKeyIsNamed() throws IOException {
        open();
        Files.writeString(master(), "0123\n");

        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("damaged")
                .hasMessageContaining(master().toString());
    }

    @Test
    void tenantKeyUnderAnotherMasterKeyIsRefused(@TempDir Path elsewhere) throws IOException {
        open().of(ACME);
        new KeyRing(elsewhere.resolve("keys"), List.of());
        Files.write(master(), Files.readAllBytes(elsewhere.resolve("keys").resolve(MasterKey.FILE)));

        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another installation");
    }

    @Test
    void keyFilesCannotBeExchanged() throws IOException {
        KeyRing keys = open();
        Path acme = data.resolve("keys").resolve(keys.of(ACME).id() + ".key");
        Path other = data.resolve("keys").resolve(keys.of(new TenantId("other")).id() + ".key");
        Files.write(acme, Files.readAllBytes(other));

        assertThatThrownBy(this::open).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noKeyIsPrinted() throws IOException {
        assertThat(open().of(ACME).toString()).doesNotContain("Aes").contains("acme");
    }
}
