package io.yuhitsu.speech.decoder.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.spi.Transcriber;
import io.yuhitsu.contracts.AudioDecoderContract;
import io.yuhitsu.contracts.Mutations;
import io.yuhitsu.contracts.Tones;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A short part of the long run ({@code ./yuhitsu bench fuzz}), and the files that it has found. */
class FuzzTest extends WithDecoder {
    private static final Path FOUND = Path.of(System.getProperty("yuhitsu.test.fuzz"));
    private static final int CASES_OF_A_FORM = 5;
    private static final int CASES_WITHOUT_CHILD = 1_500;

    static Stream<Encoded> forms() {
        return TruncatedRecordingsTest.forms();
    }

    static List<Path> found() throws IOException {
        try (Stream<Path> files = Files.list(FOUND)) {
            return files.filter(file -> file.toString().endsWith(".bin"))
                    .sorted()
                    .toList();
        }
    }

    @AfterEach
    void theDecoderStillDecodes() throws Exception {
        assertThat(decode(Tones.wav(16_000, 1, 1)).pcm()).hasSize(32_000);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void damageOfAnyKindEndsInSamplesOrInARefusal(Encoded form) throws Exception {
        byte[] whole = form.bytes(0.5);
        byte[] other = Encoded.of("mp4", "aac", 48_000, 1).bytes(0.3);
        Random random = new Random(form.toString().hashCode());
        for (int i = 0; i < CASES_OF_A_FORM; i++) {
            tryOut(Mutations.of(whole, other, random));
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("found")
    void whatTheLongRunFoundEndsInSamplesOrInARefusal(Path file) throws Exception {
        tryOut(Files.readAllBytes(file));
    }

    /** Code of the server itself, which no child shields. */
    @Test
    void theLookAtAFilesStructureNeverFails() throws Exception {
        List<Encoded> forms = forms().toList();
        Random random = new Random(7);
        byte[] whole = {};
        byte[] other = {1};
        for (int i = 0; i < CASES_WITHOUT_CHILD; i++) {
            if (i % 30 == 0) {
                other = whole.length == 0 ? other : whole;
                whole = forms.get(i / 30 % forms.size()).bytes(0.3);
            }
            lookAt(Mutations.of(whole, other, random));
        }
        for (String start : List.of(
                "RIFF",
                "RIFX",
                "RF64",
                "FORM",
                "OggS",
                "ID3",
                "\u001aE\u00df\u00a3",
                "0&\u00b2u",
                "....ftyp",
                "....mdat")) {
            byte[] head = start.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            for (int length = 1; length < 40; length++) {
                byte[] file = new byte[length];
                random.nextBytes(file);
                System.arraycopy(head, 0, file, 0, Math.min(length, head.length));
                lookAt(file);
            }
        }
    }

    private static void lookAt(byte[] file) throws IOException {
        Bytes bytes = new Bytes(AudioDecoderContract.memory(file).open());
        Structure.of(bytes);
        WhatItIs.otherThanARecording(bytes.at(0, 64 << 10));
    }

    /** A child may die of it; what the server says then is as good an answer as any other. */
    private static void tryOut(byte[] file) throws InterruptedException, IOException {
        try {
            probe(file);
            decode(file);
        } catch (FailureException e) {
            assertTold(e);
        } catch (IOException e) {
            assertThat(e).hasCauseInstanceOf(FailureException.class);
            assertTold((FailureException) e.getCause());
        }
    }

    private static void assertTold(FailureException e) {
        assertThat(e.kind() == FailureKind.BAD_INPUT || e.reason().code().equals(Transcriber.CHILD_DIED))
                .as(e.kind() + " " + e.reason().code())
                .isTrue();
    }
}
