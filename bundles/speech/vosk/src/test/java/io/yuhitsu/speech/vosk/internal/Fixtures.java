package io.yuhitsu.speech.vosk.internal;

import io.yuhitsu.children.Children;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/** Models and recordings of the tests. */
final class Fixtures {
    static final Path MODELS = Path.of(System.getProperty("yuhitsu.test.models"));
    static final Path SAMPLES = Path.of(System.getProperty("yuhitsu.test.samples"));
    static final String JA = "vosk-model-demo-ja";
    static final String EN = "vosk-model-demo-en";

    private Fixtures() {}

    static VoskSpeech vosk(Path own, Path run) {
        return vosk(MODELS, own, run);
    }

    static VoskSpeech vosk(Path shipped, Path own, Path run) {
        return vosk(shipped, own, Children.below(run));
    }

    static VoskSpeech vosk(Path shipped, Path own, Children children) {
        return new VoskSpeech(shipped, own, children, new Recognisers.Limits(2, 2, 8192, Duration.ofMinutes(5), 500));
    }

    /** The samples of a 16 kHz mono wav file whose header has 44 bytes. */
    static byte[] pcm(String sample) throws IOException {
        byte[] wav = Files.readAllBytes(SAMPLES.resolve(sample));
        return Arrays.copyOfRange(wav, 44, wav.length);
    }

    /** A copy of a model that a test may break. */
    static Path copy(String model, Path to) throws IOException {
        Path from = MODELS.resolve(model);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return to;
    }
}
