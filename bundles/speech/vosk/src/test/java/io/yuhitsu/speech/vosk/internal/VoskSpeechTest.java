package io.yuhitsu.speech.vosk.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.spi.SpeechModel;
import io.yuhitsu.api.spi.Transcriber;
import io.yuhitsu.api.transcript.Word;
import io.yuhitsu.contracts.TranscriberContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VoskSpeechTest implements TranscriberContract {
    @TempDir
    static Path folder;

    private static VoskSpeech vosk;

    @BeforeAll
    static void start() {
        vosk = Fixtures.vosk(folder.resolve("models"), folder.resolve("run"));
    }

    @AfterAll
    static void stop() {
        vosk.close();
    }

    @Override
    public Transcriber transcriber() {
        return vosk;
    }

    @Override
    public byte[] speech() throws IOException {
        return Arrays.copyOf(Fixtures.pcm("en/en-01-weekly.wav"), 20_000 * 32);
    }

    @Override
    public List<String> said() {
        return List.of("good", "morning", "everyone", "meeting", "three", "today");
    }

    @Test
    void japaneseIsRecognisedWithTheJapaneseModel() throws Exception {
        List<Word> words = vosk.transcribe(speech("ja"), model("ja"), CancelToken.none());
        assertThat(words).extracting(Word::text).containsSubsequence("おはよう", "ございます", "定例", "会議");
    }

    @Test
    void shippedModelsAreDemoModels() {
        assertThat(vosk.models()).extracting(SpeechModel::name).containsExactly(Fixtures.EN, Fixtures.JA);
        assertThat(vosk.models()).allMatch(SpeechModel::demo);
    }

    @Test
    void switchingModelsDoesNotLoadThemAnew() throws Exception {
        for (String language : List.of("ja", "en")) {
            vosk.transcribe(speech(language), model(language), CancelToken.none());
        }
        List<Long> before = vosk.pids();
        for (String language : List.of("ja", "en", "ja", "en")) {
            vosk.transcribe(speech(language), model(language), CancelToken.none());
        }
        assertThat(vosk.pids()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void killedChildCostsItsStretchAlone() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<List<Word>> call = slowCall(thread, CancelToken.none());
            vosk.pids().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
            assertThatThrownBy(call::get).cause().isInstanceOfSatisfying(FailureException.class, failure -> {
                assertThat(failure.kind()).isEqualTo(FailureKind.INTERNAL);
                assertThat(failure.reason().code()).isEqualTo(Transcriber.CHILD_DIED);
            });
        } finally {
            thread.shutdownNow();
        }
        assertThat(vosk.transcribe(speech("ja"), model("ja"), CancelToken.none()))
                .isNotEmpty();
    }

    @Test
    void cancelEndsARunningCall() throws Exception {
        CancelToken cancel = new CancelToken();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<List<Word>> call = slowCall(thread, cancel);
            cancel.trip();
            assertThatThrownBy(call::get).cause().isInstanceOf(CancellationException.class);
        } finally {
            thread.shutdownNow();
        }
    }

    /** Begins a call that takes many seconds, and returns when the recogniser is at it. */
    private static Future<List<Word>> slowCall(ExecutorService thread, CancelToken cancel) throws Exception {
        // Speech in another language than the model's is slow to recognise.
        ByteBuffer slow = ByteBuffer.wrap(Fixtures.pcm("en/en-01-weekly.wav"), 0, 60_000 * 32);
        vosk.transcribe(speech("ja"), model("ja"), CancelToken.none());
        long before = ticks();
        Future<List<Word>> call = thread.submit(() -> vosk.transcribe(slow, model("ja"), cancel));
        await().until(() -> ticks() > before + 20);
        return call;
    }

    /** Hundredths of a second that all recognisers have used. */
    private static long ticks() throws IOException {
        long ticks = 0;
        for (long pid : vosk.pids()) {
            String[] fields =
                    Files.readString(Path.of("/proc/" + pid + "/stat")).split(" ");
            ticks += Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
        }
        return ticks;
    }

    private static SpeechModel model(String language) {
        return vosk.models().stream()
                .filter(model -> model.language().getLanguage().equals(language))
                .findFirst()
                .orElseThrow();
    }

    private static ByteBuffer speech(String language) throws IOException {
        return ByteBuffer.wrap(Fixtures.pcm(language + "/" + language + "-01-weekly.wav"), 0, 5_000 * 32);
    }
}
