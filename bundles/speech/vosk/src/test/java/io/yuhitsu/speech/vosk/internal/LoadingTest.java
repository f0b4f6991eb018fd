package io.yuhitsu.speech.vosk.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.spi.SpeechModel;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.children.ChildCall;
import io.yuhitsu.children.ChildPool;
import io.yuhitsu.children.ChildSpec;
import io.yuhitsu.children.Children;
import io.yuhitsu.children.PoolLimits;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a model whose recogniser does not start. */
final class LoadingTest {
    @TempDir
    Path temp;

    @Test
    void recogniserKilledWhileItLoadsDoesNotMakeItsModelDamaged() {
        VoskSpeech vosk = Fixtures.vosk(Fixtures.MODELS, temp.resolve("own"), new Failing(ChildPool.NOT_STARTED));
        for (int i = 0; i < 3; i++) {
            for (SpeechModel model : vosk.models()) {
                FailureException failure = failure(vosk, model);
                assertThat(failure.kind()).isEqualTo(FailureKind.BUSY);
                assertThat(failure.reason().code()).isEqualTo("recogniser-not-started");
            }
        }
        assertThat(vosk.models()).hasSize(2);
        assertThat(vosk.inventory().problems()).isEmpty();
    }

    @Test
    void modelThatARecogniserReportsAsUnloadableIsLeftOut() throws Exception {
        Path broken = Fixtures.copy(Fixtures.JA, temp.resolve("own").resolve("vosk-model-ja-1"));
        try (RandomAccessFile file =
                new RandomAccessFile(broken.resolve("am/final.mdl").toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        VoskSpeech vosk = Fixtures.vosk(temp.resolve("shipped"), temp.resolve("own"), temp.resolve("run"));
        try {
            FailureException failure = failure(vosk, vosk.models().get(0));
            assertThat(failure.kind()).isEqualTo(FailureKind.BUSY);
            assertThat(failure.reason().code()).isEqualTo("model-unloadable");
            assertThat(vosk.models()).isEmpty();
            assertThat(vosk.inventory().problems()).extracting(Message::code).containsExactly("model-unloadable");
        } finally {
            vosk.close();
        }
    }

    @Test
    void modelThatCouldNotBeTriedIsNotCalledDamaged() throws Exception {
        Path source = Fixtures.copy(Fixtures.JA, temp.resolve("vosk-model-ja-1"));
        VoskSpeech vosk =
                Fixtures.vosk(temp.resolve("shipped"), temp.resolve("own"), new Failing(ChildPool.NOT_STARTED));
        FailureException failure = catchThrowableOfType(FailureException.class, () -> vosk.install(source));
        assertThat(failure.kind()).isEqualTo(FailureKind.INTERNAL);
        assertThat(failure.reason().code()).isEqualTo("install-untried");
        assertThat(temp.resolve("own")).isEmptyDirectory();
    }

    private static FailureException failure(VoskSpeech vosk, SpeechModel model) {
        return catchThrowableOfType(
                FailureException.class, () -> vosk.transcribe(ByteBuffer.allocate(32_000), model, CancelToken.none()));
    }

    /** Pools in which no child gets ready. */
    private record Failing(String code) implements Children, ChildPool {
        @Override
        public ChildPool pool(ChildSpec spec, PoolLimits limits) {
            return this;
        }

        @Override
        public ChildCall open(Duration deadline, CancelToken cancel) throws FailureException {
            throw new FailureException(FailureKind.INTERNAL, new Message(code, "起動できません", "does not start"));
        }

        @Override
        public List<Long> pids() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
