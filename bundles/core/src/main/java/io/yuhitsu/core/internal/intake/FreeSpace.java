package io.yuhitsu.core.internal.intake;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.core.internal.LiveSettings;
import io.yuhitsu.core.internal.Room;
import io.yuhitsu.core.internal.Room.Shortage;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refuses recordings while there is hardly room for the work on those that are in. Says when that begins and when it is over. Thread-safe. */
final class FreeSpace {
    private static final Logger LOG = LoggerFactory.getLogger(FreeSpace.class);

    private final Room room;
    private final LiveSettings settings;
    private boolean paused;

    FreeSpace(Room room, LiveSettings settings) {
        this.room = room;
        this.settings = settings;
    }

    /**
     * @param bytes of the recording, 0 when that is unknown
     * @throws FailureException BUSY: a disk is nearly full, or would be with this recording
     */
    void check(long bytes) throws FailureException {
        Optional<Message> pause = paused();
        if (pause.isPresent()) {
            throw FailureException.busy(pause.get());
        }
        Optional<Shortage> shortage = bytes == 0 ? Optional.empty() : shortage(bytes);
        if (shortage.isPresent()) {
            throw FailureException.busy(Said.shortage("recording-without-room", shortage.get()));
        }
    }

    /** Why nothing is taken in; empty while there is room. */
    synchronized Optional<Message> paused() {
        Optional<Message> pause = shortage(0).map(shortage -> Said.shortage("disk-nearly-full", shortage));
        if (pause.isPresent() && !paused) {
            LOG.warn("nothing is taken in until there is room: {}", pause.get());
        } else if (pause.isEmpty() && paused) {
            LOG.info("there is room again, recordings are taken in");
        }
        paused = pause.isPresent();
        return pause;
    }

    /** Whether what failed did so for want of room. */
    boolean isShort(Throwable why) {
        return room.isFull(why) || shortage(0).isPresent();
    }

    boolean isShort() {
        return shortage(0).isPresent();
    }

    private Optional<Shortage> shortage(long bytes) {
        try {
            return room.shortage(settings.get(), bytes);
        } catch (IOException e) {
            // Whoever writes there finds out.
            LOG.debug("a volume does not say how much of it is free", e);
            return Optional.empty();
        }
    }
}
