package io.yuhitsu.store.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.store.internal.DataFolder;
import io.yuhitsu.testing.PostgresServer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who hears what is said to the database. */
final class PostgresTlsTest {
    @TempDir
    static Path folder;

    private static PostgresServer server;
    private static String address;

    @BeforeAll
    static void serverWithACertificate() throws Exception {
        server = PostgresServer.launch();
        KeyStore made = certificate("server");
        server.keep(
                "server.crt", pem("CERTIFICATE", made.getCertificate("server").getEncoded()));
        server.keep(
                "server.key",
                pem(
                        "PRIVATE KEY",
                        made.getKey("server", "changeit".toCharArray()).getEncoded()));
        server.crash();
        server.start("ssl=on");
        address = server.createDatabase("tls");
        Files.createDirectories(folder.resolve("etc"));
        Files.writeString(
                folder.resolve("etc/ca.pem"),
                pem("CERTIFICATE", made.getCertificate("server").getEncoded()));
        Files.writeString(
                folder.resolve("etc/other.pem"),
                pem("CERTIFICATE", certificate("other").getCertificate("other").getEncoded()));
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private static KeyStore certificate(String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-storetype",
                        "PKCS12",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            made.load(in, "changeit".toCharArray());
        }
        return made;
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + kind + "-----\n";
    }

    @Test
    void certificateIsCheckedAgainstAFileOfTheDataFolder() throws Exception {
        String checked = address + "?sslmode=verify-full&sslrootcert=etc/ca.pem";
        try (Database database = new Database(TestDatabase.engine(folder, checked), 2)) {
            boolean encrypted =
                    database.read(tx -> tx.select("select ssl from pg_stat_ssl where pid = pg_backend_pid()")
                            .mapTo(boolean.class)
                            .one());
            assertThat(encrypted).isTrue();
        }
    }

    @Test
    void serverWithACertificateOfSomebodyElseIsRefused() {
        assertThatThrownBy(() -> new Database(
                        TestDatabase.engine(folder, address + "?sslmode=verify-full&sslrootcert=etc/other.pem"), 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No encrypted connection")
                .hasMessageContaining("暗号化した接続");
    }

    @Test
    void whatLeavesThisMachineIsEncryptedUnlessTheAddressSaysOtherwise() {
        assertThat(sslmode("postgresql://u@db.example/n")).isEqualTo("require");
        assertThat(sslmode("postgresql://u@localhost,db.example/n")).isEqualTo("require");
        assertThat(sslmode("postgresql://u@db.example/n?sslmode=disable")).isEqualTo("disable");
        assertThat(sslmode("postgresql://u@127.0.0.1/n")).isNull();
    }

    private static String sslmode(String setting) {
        Map<String, String> properties = Postgres.properties(DatabaseAddress.parse(setting), new DataFolder(folder));
        return properties.get("sslmode");
    }
}
