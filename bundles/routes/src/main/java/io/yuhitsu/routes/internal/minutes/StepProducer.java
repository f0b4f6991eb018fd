package io.yuhitsu.routes.internal.minutes;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.job.Stage;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** {@code to("minutes:transcribe")} and the like: runs the step for the job that the route was given. */
final class StepProducer extends DefaultProducer {
    private final Stage verb;

    StepProducer(MinutesEndpoint endpoint, Stage verb) {
        super(endpoint);
        this.verb = verb;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        WorkInHand hand = exchange.getProperty(WorkInHand.PROPERTY, WorkInHand.class);
        if (hand == null || !hand.isOpen()) {
            throw new FailureException(
                    FailureKind.INTERNAL, Options.TEXTS.message("step-without-job", "minutes:" + verb.verb()));
        }
        Stage stage = hand.work().lease().stage();
        if (stage != verb) {
            throw new FailureException(
                    FailureKind.INTERNAL, Options.TEXTS.message("step-of-other-stage", verb.verb(), stage.verb()));
        }
        hand.run(verb);
    }
}
