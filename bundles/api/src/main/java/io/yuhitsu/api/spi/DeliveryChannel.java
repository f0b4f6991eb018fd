package io.yuhitsu.api.spi;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.delivery.DeliveryRequest;
import io.yuhitsu.api.text.Message;
import java.time.Duration;
import org.osgi.annotation.versioning.ConsumerType;

/** Delivers documents by one technology. Thread-safe. */
@ConsumerType
public interface DeliveryChannel {
    /** Service property: name of the channel in targets, {@code folder}. The highest service ranking wins. */
    String CHANNEL = "channel";

    /**
     * Delivers; blocks until the other side has it for good. The same delivery id again must not deliver twice where the technology can tell.
     *
     * @throws InterruptedException it was broken off, because the server stops or this channel does: no attempt, it is given to
     *     whoever is there next
     */
    Outcome deliver(DeliveryRequest request, CancelToken cancel) throws InterruptedException;

    /** What became of a delivery. */
    sealed interface Outcome {}

    /** The other side has it. @param receipt what it answered, says nothing about the meeting */
    record Delivered(String receipt) implements Outcome {}

    /** Not now. @param after how long to wait at least, null to leave it to the core */
    record RetryLater(Message reason, Duration after) implements Outcome {}

    /** Never like this; a person has to change something. */
    record Refused(Message reason) implements Outcome {}
}
