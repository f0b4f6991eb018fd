package io.yuhitsu.speech.vosk.internal;

import io.yuhitsu.api.spi.Transcriber;
import io.yuhitsu.children.Children;
import java.nio.file.Path;
import java.time.Duration;

/** The real recogniser, without OSGi. */
public final class VoskForTests {
    private VoskForTests() {}

    public static Transcriber start(Path models, Children children) {
        return start(models, children, 2);
    }

    public static Transcriber start(Path models, Children children, int most) {
        return new VoskSpeech(
                models,
                models.resolve("none"),
                children,
                new Recognisers.Limits(most, 2, 8192, Duration.ofMinutes(5), 500));
    }
}
