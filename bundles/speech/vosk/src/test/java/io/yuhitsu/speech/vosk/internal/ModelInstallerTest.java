package io.yuhitsu.speech.vosk.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.spi.SpeechModel;
import io.yuhitsu.api.transcript.Word;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelInstallerTest {
    @TempDir
    Path temp;

    private Path own;
    private VoskSpeech vosk;

    @BeforeEach
    void start() {
        own = temp.resolve("models");
        vosk = Fixtures.vosk(temp.resolve("shipped"), own, temp.resolve("run"));
    }

    @AfterEach
    void stop() {
        vosk.close();
    }

    @Test
    void installedFolderIsUsableAtOnce() throws Exception {
        assertThat(vosk.models()).isEmpty();
        SpeechModel model = vosk.install(Fixtures.copy(Fixtures.JA, temp.resolve("vosk-model-small-ja-0.22")));
        assertThat(model.name()).isEqualTo("vosk-model-small-ja-0.22");
        assertThat(model.language()).isEqualTo(Locale.JAPANESE);
        assertThat(vosk.models()).containsExactly(model);
        ByteBuffer speech = ByteBuffer.wrap(Fixtures.pcm("ja/ja-01-weekly.wav"), 0, 5_000 * 32);
        assertThat(vosk.transcribe(speech, model, CancelToken.none()))
                .extracting(Word::text)
                .contains("会議");
    }

    @Test
    void installedAgainTheNewFilesReplaceTheOld() throws Exception {
        Path source = Fixtures.copy(Fixtures.JA, temp.resolve("vosk-model-ja-1"));
        vosk.install(source);
        Files.writeString(source.resolve("README.md"), "second");
        vosk.install(source);
        assertThat(own.resolve("vosk-model-ja-1/README.md")).hasContent("second");
        assertNothingElse("vosk-model-ja-1");
    }

    @Test
    void zipIsInstalledUnderTheNameOfItsFolder() throws Exception {
        Path zip = zip("download.zip", "vosk-model-en-us-9/", Fixtures.MODELS.resolve(Fixtures.EN));
        SpeechModel model = vosk.install(zip);
        assertThat(model.name()).isEqualTo("vosk-model-en-us-9");
        assertNothingElse("vosk-model-en-us-9");
    }

    @Test
    void tarIsInstalledUnderItsOwnNameWhenItHasNoFolder() throws Exception {
        Path tar = tar("vosk-model-en-us-9.tar.gz", "", Fixtures.MODELS.resolve(Fixtures.EN));
        assertThat(vosk.install(tar).name()).isEqualTo("vosk-model-en-us-9");
        assertThat(own.resolve("vosk-model-en-us-9/am/final.mdl"))
                .hasSameBinaryContentAs(Fixtures.MODELS.resolve(Fixtures.EN).resolve("am/final.mdl"));
    }

    @Test
    void truncatedModelIsRefused() throws Exception {
        Path source = Fixtures.copy(Fixtures.JA, temp.resolve("vosk-model-ja-1"));
        try (RandomAccessFile file =
                new RandomAccessFile(source.resolve("am/final.mdl").toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        assertRefused(source, "install-unloadable");
    }

    @Test
    void incompleteModelIsRefusedWithWhatIsMissing() throws Exception {
        Path source = Fixtures.copy(Fixtures.JA, temp.resolve("vosk-model-ja-1"));
        Files.delete(source.resolve("graph/HCLr.fst"));
        assertThat(assertRefused(source, "model-incomplete").reason().ja()).contains("graph/HCLr.fst");
    }

    @Test
    void whatIsNotThereOrNoArchiveIsRefused() throws Exception {
        assertRefused(temp.resolve("nothing.zip"), "install-missing");
        assertRefused(Files.writeString(temp.resolve("text.zip"), "hello"), "install-no-archive");
        assertRefused(Files.writeString(temp.resolve("cut.zip"), "PK\3\4 and then nothing"), "install-damaged");
        assertRefused(Files.createDirectories(temp.resolve("empty")), "model-none");
    }

    @Test
    void encryptedZipIsNotCalledDamaged() throws Exception {
        byte[] zip = Files.readAllBytes(zipOf("m/am/final.mdl", new byte[10]));
        // Bit 0 of the flags, in the entry and in the directory.
        zip[6] |= 1;
        for (int i = 0; i + 8 < zip.length; i++) {
            if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
                zip[i + 8] |= 1;
            }
        }
        assertRefused(Files.write(temp.resolve("secret.zip"), zip), "install-encrypted");
    }

    @Test
    void modelWhoseReplacementWasKilledIsPutBackAtTheNextStart() throws Exception {
        Fixtures.copy(Fixtures.JA, own.resolve(".replaced-1").resolve("vosk-model-ja-1"));
        Files.createDirectories(own.resolve(".installing-2").resolve("half"));
        restart();
        assertThat(vosk.models()).extracting(SpeechModel::name).containsExactly("vosk-model-ja-1");
        assertNothingElse("vosk-model-ja-1");
    }

    @Test
    void modelThatWasReplacedBeforeTheKillIsNotPutBack() throws Exception {
        Files.writeString(
                Fixtures.copy(Fixtures.JA, own.resolve("vosk-model-ja-1")).resolve("README.md"), "new");
        Fixtures.copy(Fixtures.JA, own.resolve(".replaced-1").resolve("vosk-model-ja-1"));
        restart();
        assertThat(own.resolve("vosk-model-ja-1/README.md")).hasContent("new");
        assertNothingElse("vosk-model-ja-1");
    }

    private void restart() {
        vosk.close();
        start();
    }

    @Test
    void archiveThatLeadsOutOfItsFolderIsRefused() throws Exception {
        for (String name : List.of("../out.txt", "a/../../out.txt", "/out.txt", "..\\out.txt")) {
            assertRefused(zipOf(name, new byte[10]), "install-unsafe");
        }
        assertThat(temp.resolve("out.txt")).doesNotExist();
    }

    @Test
    void tarWithALinkIsRefused() throws Exception {
        assertRefused(tarOf(entry("m/am/final.mdl", '2', new byte[0], "/etc/passwd")), "install-unsafe");
    }

    @Test
    void tarWithALengthThatCannotBeIsRefused() throws Exception {
        for (String length : List.of("-0000000001", "-7777777777", "+0000000001", "99999999999")) {
            byte[] name = entry("m", 'L', new byte[0], "");
            put(name, 124, length);
            byte[] file = entry("m/am/final.mdl", '0', new byte[0], "");
            put(file, 124, length);
            assertRefused(tarOf(name), "install-damaged");
            assertRefused(tarOf(file), "install-damaged");
        }
    }

    @Test
    void folderWithALinkIsRefused() throws Exception {
        Path source = Fixtures.copy(Fixtures.JA, temp.resolve("vosk-model-ja-1"));
        Files.delete(source.resolve("README.md"));
        Files.createSymbolicLink(source.resolve("README.md"), Path.of("/etc/hostname"));
        assertRefused(source, "install-unsafe");
    }

    @Test
    void bombIsRefused() throws Exception {
        assertRefused(zipOf("m/am/final.mdl", new byte[150 << 20]), "install-too-large");
    }

    private FailureException assertRefused(Path source, String code) throws IOException {
        FailureException[] caught = new FailureException[1];
        assertThatThrownBy(() -> vosk.install(source))
                .isInstanceOfSatisfying(FailureException.class, failure -> caught[0] = failure);
        assertThat(caught[0].reason().code()).isEqualTo(code);
        assertThat(caught[0].kind()).isEqualTo(FailureKind.BAD_INPUT);
        assertNothingElse();
        return caught[0];
    }

    private void assertNothingElse(String... names) throws IOException {
        try (Stream<Path> files = Files.exists(own) ? Files.list(own) : Stream.empty()) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
        }
    }

    private Path zip(String name, String prefix, Path folder) throws IOException {
        Path zip = temp.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(prefix + folder.relativize(file)));
                Files.copy(file, out);
            }
        }
        return zip;
    }

    private Path zipOf(String name, byte[] content) throws IOException {
        Path zip = temp.resolve("one.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry(name));
            out.write(content);
        }
        return zip;
    }

    private Path tar(String name, String prefix, Path folder) throws IOException {
        Path tar = temp.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(tar));
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.write(entry(prefix + folder.relativize(file), '0', Files.readAllBytes(file), ""));
            }
            out.write(new byte[1024]);
        }
        return tar;
    }

    private Path tarOf(byte[] entry) throws IOException {
        Path tar = temp.resolve("one.tgz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(tar))) {
            out.write(entry);
        }
        return tar;
    }

    private static byte[] entry(String name, char type, byte[] content, String link) {
        byte[] entry = new byte[512 + (content.length + 511) / 512 * 512];
        put(entry, 0, name);
        put(entry, 124, String.format("%011o", content.length));
        entry[156] = (byte) type;
        put(entry, 157, link);
        put(entry, 257, "ustar");
        System.arraycopy(content, 0, entry, 512, content.length);
        return entry;
    }

    private static void put(byte[] entry, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, entry, at, bytes.length);
    }
}
