package io.yuhitsu.speech.vosk.internal;

import io.yuhitsu.api.text.Message;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** Makes limits of the settings. Settings that are not possible are named once, and the limits before stay in force. */
final class VoskLimits {
    static final String PID = "io.yuhitsu.speech.vosk";

    private VoskLimits() {}

    /** What holds without any settings. */
    static Recognisers.Limits defaults() {
        VoskSettings defaults = (VoskSettings) Proxy.newProxyInstance(
                VoskSettings.class.getClassLoader(),
                new Class<?>[] {VoskSettings.class},
                (proxy, method, arguments) -> method.getDefaultValue());
        return usable(defaults, Map.of(), null, problem -> {
            throw new IllegalStateException(problem.en());
        });
    }

    /**
     * @param properties the settings as they were written, to name a bad value that is not even a number
     * @param before what stays in force when one of the settings is not possible
     * @param report told what is wrong then
     */
    static Recognisers.Limits usable(
            VoskSettings settings, Map<String, ?> properties, Recognisers.Limits before, Consumer<Message> report) {
        try {
            int recognisers = read("recognisers", settings::recognisers, 0, 256, properties);
            int memory = read("memory.mb", settings::memory_mb, 0, 1 << 24, properties);
            int idle = read("idle.minutes", settings::idle_minutes, 1, 10_000, properties);
            int recycle = read("recycle.segments", settings::recycle_segments, 1, 1_000_000, properties);
            return new Recognisers.Limits(
                    recognisers,
                    Runtime.getRuntime().availableProcessors(),
                    memory > 0 ? memory : MachineMemory.total() / 2,
                    Duration.ofMinutes(idle),
                    recycle);
        } catch (ImpossibleException e) {
            report.accept(e.problem);
            return before;
        }
    }

    private static int read(String key, IntSupplier setting, int least, int most, Map<String, ?> properties)
            throws ImpossibleException {
        Object written = properties.get(key);
        try {
            int value = setting.getAsInt();
            if (value >= least && value <= most) {
                return value;
            }
            written = value;
        } catch (RuntimeException e) {
            // No number: the framework says so when it is asked for.
            throw new ImpossibleException(key, written, least, most, e);
        }
        throw new ImpossibleException(key, written, least, most, null);
    }

    private static final class ImpossibleException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Message problem;

        ImpossibleException(String key, Object value, int least, int most, Throwable cause) {
            super(key, cause);
            problem = VoskSpeech.TEXTS.message(
                    "setting-impossible", PID, key, String.valueOf(value), String.valueOf(least), String.valueOf(most));
        }
    }
}
