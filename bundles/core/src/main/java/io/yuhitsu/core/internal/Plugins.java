package io.yuhitsu.core.internal;

import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.spi.DeliveryChannel;
import io.yuhitsu.api.spi.Step;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps and delivery channels that are there now. They come and go; work that runs ends on what it began with. */
@Component(service = Plugins.class)
public final class Plugins {
    private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);

    private final Ranked<Step> steps = new Ranked<>(Step.VERB);
    private final Ranked<DeliveryChannel> channels = new Ranked<>(DeliveryChannel.CHANNEL);
    private final AtomicBoolean stepsCame = new AtomicBoolean();
    private final Wakeups wakeups;

    @Activate
    public Plugins(@Reference Wakeups wakeups) {
        this.wakeups = wakeups;
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addStep(Step step, Map<String, Object> properties) {
        if (!steps.add(step, properties)) {
            LOG.error(
                    "{} has no service property {} and is not used",
                    step.getClass().getName(),
                    Step.VERB);
        }
        stepCame();
    }

    void removeStep(Step step) {
        steps.remove(step);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addChannel(DeliveryChannel channel, Map<String, Object> properties) {
        if (!channels.add(channel, properties)) {
            LOG.error(
                    "{} has no service property {} and is not used",
                    channel.getClass().getName(),
                    DeliveryChannel.CHANNEL);
        }
        wakeups.wake(Stage.DELIVER);
    }

    void removeChannel(DeliveryChannel channel) {
        channels.remove(channel);
        wakeups.wake(Stage.DELIVER);
    }

    Optional<Step> step(Stage stage) {
        return steps.find(stage.verb());
    }

    Optional<DeliveryChannel> channel(String name) {
        return channels.find(name);
    }

    Set<String> channelNames() {
        return channels.names();
    }

    /** The sweeper, not the thread that registers a service, wakes the jobs that waited for one. */
    void stepCame() {
        stepsCame.set(true);
        wakeups.sweeps().add(Instant.MIN);
    }

    /** Whether a step came since this was asked last. */
    boolean stepsCame() {
        return stepsCame.getAndSet(false);
    }
}
