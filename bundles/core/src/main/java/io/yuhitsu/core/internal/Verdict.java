package io.yuhitsu.core.internal;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.job.LeaseLostException;
import io.yuhitsu.api.spi.StoreUnavailableException;
import io.yuhitsu.api.text.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** What a failure means for the job that met it. */
sealed interface Verdict {
    /** What kind of failure it is; nothing for what is none. */
    default Optional<FailureKind> failure() {
        return Optional.empty();
    }

    /** Not now; {@code atLeast} is how long to wait, null when nobody said. */
    record Later(FailureKind kind, Message reason, Duration atLeast) implements Verdict {
        @Override
        public Optional<FailureKind> failure() {
            return Optional.of(kind);
        }
    }

    /** Not before a plugin comes; not an attempt. */
    record NeedsPlugin(Message reason) implements Verdict {}

    /** Never. */
    record Hopeless(Message reason) implements Verdict {
        @Override
        public Optional<FailureKind> failure() {
            return Optional.of(FailureKind.BAD_INPUT);
        }
    }

    /** A fault of ours. */
    record Fault(Message reason) implements Verdict {
        @Override
        public Optional<FailureKind> failure() {
            return Optional.of(FailureKind.INTERNAL);
        }
    }

    /** Broken off; not an attempt. */
    record BrokenOff() implements Verdict {}

    /** Somebody else has the job now, or it is cancelled. */
    record NotOurs() implements Verdict {}

    /** Cause of a failure that says that a plugin is absent. */
    final class PluginAbsent extends Exception {
        private static final long serialVersionUID = 1L;

        PluginAbsent(String name) {
            super("no plugin for " + name);
        }
    }

    /** Routes wrap what they met, so the whole chain of causes counts; {@code tripped} says that the work was no longer wanted. */
    static Verdict of(Throwable why, boolean tripped) {
        List<Throwable> chain = chain(why);
        if (find(chain, LeaseLostException.class).isPresent()) {
            return new NotOurs();
        }
        // After a trip children are killed and streams closed: whatever that looks like, it is no failure of the job.
        if (tripped || find(chain, InterruptedException.class).isPresent()) {
            return new BrokenOff();
        }
        Optional<FailureException> failure = find(chain, FailureException.class);
        if (failure.isPresent()) {
            return of(failure.get(), chain);
        }
        if (find(chain, StoreUnavailableException.class).isPresent()) {
            return new Later(FailureKind.BUSY, Said.message("store-unavailable"), null);
        }
        boolean cancelled = find(chain, CancellationException.class).isPresent();
        return new Fault(Said.message(cancelled ? "cancelled-by-itself" : "internal-fault"));
    }

    private static Verdict of(FailureException failure, List<Throwable> chain) {
        Message reason = failure.reason() != null ? failure.reason() : Said.message("internal-fault");
        if (find(chain, PluginAbsent.class).isPresent()) {
            return new NeedsPlugin(reason);
        }
        return switch (failure.kind()) {
            case BAD_INPUT -> new Hopeless(reason);
            case BUSY, EXTERNAL ->
                new Later(failure.kind(), reason, failure.retryAfter().orElse(null));
            case INTERNAL -> new Fault(reason);
        };
    }

    private static List<Throwable> chain(Throwable why) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable t = why; t != null && chain.size() < 50; t = t.getCause()) {
            chain.add(t);
        }
        return chain;
    }

    private static <T extends Throwable> Optional<T> find(List<Throwable> chain, Class<T> type) {
        return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
