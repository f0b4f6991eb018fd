package io.yuhitsu.speech.transcription.internal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;

/** How fast speech is recognised, by engine and model. */
final class Meters {
    private static final String SPEED = "yuhitsu.transcription.speed";

    private Meters() {}

    /** @param audioMs what was recognised in this run @param nanos what the whole step took for it */
    static synchronized void transcribed(Recogniser recogniser, long audioMs, long nanos) {
        if (audioMs <= 0) {
            // All of it was kept from an earlier run.
            return;
        }
        Tags tags = Tags.of(
                "engine", recogniser.engine(), "model", recogniser.model().name());
        Counter audio = seconds("yuhitsu.transcription.audio", tags);
        Counter time = seconds("yuhitsu.transcription.time", tags);
        audio.increment(audioMs / 1000.0);
        time.increment(nanos / 1e9);
        if (Metrics.globalRegistry.find(SPEED).tags(tags).gauge() == null) {
            Gauge.builder(SPEED, audio, a -> a.count() / time.count())
                    .tags(tags)
                    .register(Metrics.globalRegistry);
        }
    }

    private static Counter seconds(String name, Tags tags) {
        return Counter.builder(name).baseUnit("seconds").tags(tags).register(Metrics.globalRegistry);
    }
}
