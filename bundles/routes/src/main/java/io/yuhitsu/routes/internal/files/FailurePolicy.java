package io.yuhitsu.routes.internal.files;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.DefaultErrorHandlerBuilder;

/**
 * The one failure policy of all routes: nothing is tried again in memory, and nothing of a message is logged. A failure goes back to where
 * the message came from, and only there it is known what it means: the job waits or dies, the file stays in the inbox, the delivery is
 * tried again.
 */
final class FailurePolicy {
    private FailurePolicy() {}

    static void setOn(CamelContext context) {
        DefaultErrorHandlerBuilder policy = new DefaultErrorHandlerBuilder();
        policy.maximumRedeliveries(0);
        policy.logExhausted(false);
        policy.logExhaustedMessageHistory(false);
        policy.logExhaustedMessageBody(false);
        policy.logHandled(false);
        policy.logNewException(false);
        policy.logStackTrace(false);
        context.getCamelContextExtension().setErrorHandlerFactory(policy);
    }
}
