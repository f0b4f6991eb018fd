package io.yuhitsu.speech.decoder.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.text.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

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
