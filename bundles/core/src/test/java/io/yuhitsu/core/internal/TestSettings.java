package io.yuhitsu.core.internal;

/** Settings for tests of other packages. */
public final class TestSettings {
    private TestSettings() {}

    public static CoreSettings get() {
        return Machine.settings();
    }

    public static LiveSettings live(CoreSettings settings) {
        return new LiveSettings(settings);
    }

    public static void set(LiveSettings live, CoreSettings settings) {
        live.set(settings);
    }

    public static CoreSettings withSpace(int percent, long bytes) {
        CoreSettings s = get();
        return new CoreSettings(
                s.lease(),
                s.internalTries(),
                s.backoffFirst(),
                s.backoffLongest(),
                s.sweep(),
                s.recordingLimit(),
                percent,
                bytes,
                s.deliveriesPerChannel(),
                s.deliveriesPerTarget(),
                s.orphanAge(),
                s.orphanSweep(),
                s.zone());
    }
}
