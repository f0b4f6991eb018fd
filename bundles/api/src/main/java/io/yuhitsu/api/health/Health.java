package io.yuhitsu.api.health;

import io.yuhitsu.api.text.Message;
import java.util.List;
import java.util.Objects;

/**
 * How the server is.
 *
 * @param troubles what is wrong, the worst first; empty when all is well
 */
public record Health(List<Trouble> troubles) {
    public Health {
        troubles = troubles.stream()
                .sorted((a, b) -> b.level().compareTo(a.level()))
                .toList();
    }

    /** That of the worst trouble. */
    public Level level() {
        return troubles.isEmpty() ? Level.UP : troubles.get(0).level();
    }

    /** From well to bad. */
    public enum Level {
        /** All is well. */
        UP,
        /** The server works, but a part of the work stands still or somebody has to look. */
        DEGRADED,
        /** Nothing is taken in and nothing is done. */
        DOWN
    }

    /**
     * Something that is wrong.
     *
     * @param reason what it is and what to do; its code is stable. No meeting content and no file name of a recording
     */
    public record Trouble(Level level, Message reason) {
        public Trouble {
            Objects.requireNonNull(reason);
            if (level == Level.UP) {
                throw new IllegalArgumentException("what is UP is no trouble: " + reason.code());
            }
        }
    }
}
