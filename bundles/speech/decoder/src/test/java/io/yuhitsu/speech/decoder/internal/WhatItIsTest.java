package io.yuhitsu.speech.decoder.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.text.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhatItIsTest extends WithDecoder {
    @Test
    void anArchiveIsToBeUnpacked() throws Exception {
        Message zip = refusal(zip("meeting.mp3"));

        assertThat(zip.code()).isEqualTo("file-is-archive");
        assertThat(zip.en()).contains("ZIP").contains("Unpack");
        assertThat(zip.ja()).contains("ZIP").contains("展開");
        assertThat(refusal(gzip()).en()).contains("gzip");
    }

    @Test
    void officeDocumentsAreDocumentsAndNoArchives() throws Exception {
        assertThat(refusal(zip("word/document.xml")).en()).contains("Word");
        assertThat(refusal(zip("xl/workbook.xml")).en()).contains("Excel");
        assertThat(refusal(zip("ppt/presentation.xml")).en()).contains("PowerPoint");
        assertThat(refusal(bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1))
                        .en())
                .contains("Office");
        assertThat(refusal(text("%PDF-1.7\n%âãÏÓ\n1 0 obj")).en()).contains("PDF");
    }

    @Test
    void picturesTextsAndProgramsAreNamed() {
        assertThat(refusal(bytes(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'))
                        .code())
                .isEqualTo("file-is-image");
        assertThat(refusal(bytes(0xff, 0xd8, 0xff, 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0))
                        .code())
                .isEqualTo("file-is-image");
        assertThat(refusal(text("本日の議事\n1. 予算\n")).code()).isEqualTo("file-is-text");
        assertThat(refusal(text("<!DOCTYPE html><html><body>Sign in</body></html>"))
                        .code())
                .isEqualTo("file-is-web-page");
        assertThat(refusal(bytes(0x7f, 'E', 'L', 'F', 2, 1, 1, 0)).code()).isEqualTo("file-is-program");
        assertThat(refusal(bytes('M', 'T', 'h', 'd', 0, 0, 0, 6, 0, 1, 0, 2)).code())
                .isEqualTo("file-is-notes");
    }

    @Test
    void aVideoWithoutSoundAndAnEmptyFileSaySo() throws Exception {
        assertThat(refusal(Encoded.silentVideo()).code()).isEqualTo("recording-without-sound");
        assertThat(refusal(new byte[0]).code()).isEqualTo("recording-empty");
    }

    @Test
    void aProtectedRecordingSaysSo() throws Exception {
        byte[] recording = Encoded.of("ipod", "aac", 44_100, 2).bytes(1);
        String text = new String(recording, StandardCharsets.ISO_8859_1);
        byte[] drm = text.replace("mp4a", "drms").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(refusal(drm).code()).isEqualTo("recording-encrypted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "ipod"})
    void anMp4WithCommonEncryptionSaysSoWhenItArrives(String muxer) throws Exception {
        byte[] recording = Encoded.of(muxer, "aac", 44_100, 2)
                .with("encryption_scheme", "cenc-aes-ctr")
                .with("encryption_key", "00112233445566778899aabbccddeeff")
                .with("encryption_kid", "ffeeddccbbaa99887766554433221100")
                .bytes(1);

        assertThat(refusalAtArrival(recording)).isEqualTo("recording-encrypted");
        assertThat(refusal(recording).code()).isEqualTo("recording-encrypted");
    }

    @Test
    void protectedWindowsMediaSaysSo() throws Exception {
        byte[] recording = Encoded.of("asf", "wmav2", 44_100, 1).bitRate(64_000).bytes(1);
        byte[] object = contentEncryption();
        // Behind the header object's own 30 bytes; it counts its size and its objects.
        ByteBuffer wma = ByteBuffer.allocate(recording.length + object.length).order(ByteOrder.LITTLE_ENDIAN);
        wma.put(recording, 0, 30).put(object).put(recording, 30, recording.length - 30);
        wma.putLong(16, wma.getLong(16) + object.length).putInt(24, wma.getInt(24) + 1);

        assertThat(refusalAtArrival(wma.array())).isEqualTo("recording-encrypted");
    }

    /** Content Encryption Object of ASF: secret data, type, key id, address of the licence. */
    private static byte[] contentEncryption() {
        byte[] guid = HexFormat.of().parseHex("fbb31122" + "23bd" + "d211" + "b4b700a0c955fc6e");
        ByteBuffer object = ByteBuffer.allocate(24 + 5 * 4 + 4).order(ByteOrder.LITTLE_ENDIAN);
        object.put(guid).putLong(object.capacity()).putInt(4).putInt(0);
        object.putInt(4).put("DRM\0".getBytes(StandardCharsets.US_ASCII));
        return object.putInt(0).putInt(0).array();
    }

    private static String refusalAtArrival(byte[] recording) {
        return catchThrowableOfType(FailureException.class, () -> probe(recording))
                .reason()
                .code();
    }

    /** Nobody asks what a file is called. */
    @Test
    void aTextAnArchiveAndAProgramThatAreRenamedToWavAreWhatTheyAre() throws Exception {
        assertThat(refusalAtArrival(text("本日の議事\n1. 予算\n"))).isEqualTo("file-is-text");
        assertThat(refusalAtArrival(zip("meeting.mp3"))).isEqualTo("file-is-archive");
        assertThat(refusalAtArrival(bytes('M', 'Z', 0x90, 0, 3, 0, 0, 0, 4, 0))).isEqualTo("file-is-program");
        assertThat(refusalAtArrival(Files.readAllBytes(Path.of(System.getProperty("java.home"), "bin", "java"))))
                .isEqualTo("file-is-program");
    }

    private static byte[] zip(String entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            if (entry.endsWith(".xml")) {
                zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            }
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(new byte[10_000]);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(new byte[10_000]);
        }
        return bytes.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[4096];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
