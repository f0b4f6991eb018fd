package io.yuhitsu.routes.internal.minutes;

import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.pipeline.Pipeline;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;

/**
 * {@code from("minutes:jobs")}: claims jobs of a stage. Suspended, it claims nothing more at once; what runs keeps its lease and ends on
 * this version of the route. Stopped, it gives back what still runs.
 */
public final class JobsConsumer extends DefaultConsumer implements Suspendable, ShutdownAware {
    private final Pipeline pipeline;
    private final Stage stage;
    private final int concurrency;
    private final Set<Claimer> claimers = ConcurrentHashMap.newKeySet();

    JobsConsumer(MinutesEndpoint endpoint, Processor route, Pipeline pipeline, Stage stage, int concurrency) {
        super(endpoint, route);
        this.pipeline = pipeline;
        this.stage = stage;
        this.concurrency = concurrency;
    }

    Stage stage() {
        return stage;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        begin();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        begin();
    }

    @Override
    protected void doSuspend() throws Exception {
        claimers.forEach(Claimer::stopClaiming);
        super.doSuspend();
    }

    @Override
    protected void doStop() throws Exception {
        claimers.forEach(Claimer::breakOff);
        super.doStop();
    }

    /** The server stops: nothing more is claimed, running steps are told to end. */
    public void abandon() {
        claimers.forEach(Claimer::abandon);
    }

    private void begin() {
        for (int i = 0; i < concurrency; i++) {
            Claimer claimer = new Claimer(pipeline, stage, this::send, claimers::remove);
            claimers.add(claimer);
            getEndpoint()
                    .getCamelContext()
                    .getExecutorServiceManager()
                    .newThread("minutes-" + stage.verb(), claimer)
                    .start();
        }
    }

    private void send(WorkInHand hand) {
        Exchange exchange = createExchange(false);
        try {
            fill(exchange, hand);
            getProcessor().process(exchange);
            hand.end(outcome(exchange));
        } catch (Throwable t) {
            hand.end(t);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private static void fill(Exchange exchange, WorkInHand hand) {
        exchange.setProperty(WorkInHand.PROPERTY, hand);
        Message message = exchange.getMessage();
        message.setHeader(MinutesHeaders.JOB_ID, hand.work().lease().job().value());
        message.setHeader(MinutesHeaders.TENANT, hand.work().lease().tenant().value());
        message.setHeader(MinutesHeaders.PROFILE, hand.work().job().profile().value());
    }

    private static Throwable outcome(Exchange exchange) {
        if (exchange.getException() != null) {
            return exchange.getException();
        }
        return exchange.isRollbackOnly() ? new IllegalStateException("the route was rolled back") : null;
    }

    /** Never put off: what is claimed is in flight, and the shutdown waits for that. */
    @Override
    public boolean deferShutdown(ShutdownRunningTask task) {
        return false;
    }

    @Override
    public int getPendingExchangesSize() {
        return (int) claimers.stream().filter(Claimer::isBusy).count();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        claimers.forEach(Claimer::stopClaiming);
    }
}
