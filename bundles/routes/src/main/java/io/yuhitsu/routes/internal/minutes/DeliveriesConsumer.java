package io.yuhitsu.routes.internal.minutes;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.delivery.DeliveryRequest;
import io.yuhitsu.api.spi.DeliveryChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code from("minutes:deliveries")}: the route is a delivery channel for as long as it runs. */
public final class DeliveriesConsumer extends DefaultConsumer implements Suspendable, ShutdownAware, DeliveryChannel {
    /** Exchange property with the {@link CancelToken} of the delivery. */
    static final String CANCEL = "MinutesCancel";

    private static final Logger LOG = LoggerFactory.getLogger(DeliveriesConsumer.class);

    private final Channels channels;
    private final String channel;
    private final AtomicInteger running = new AtomicInteger();
    private Channels.Registration registration;
    private volatile boolean open;

    DeliveriesConsumer(MinutesEndpoint endpoint, Processor route, Channels channels, String channel) {
        super(endpoint, route);
        this.channels = channels;
        this.channel = channel;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        up();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        up();
    }

    @Override
    protected void doSuspend() throws Exception {
        down();
        super.doSuspend();
    }

    @Override
    protected void doStop() throws Exception {
        down();
        super.doStop();
    }

    private synchronized void up() {
        open = true;
        registration = channels.add(channel, this);
    }

    private synchronized void down() {
        open = false;
        if (registration != null) {
            registration.close();
            registration = null;
        }
    }

    @Override
    public Outcome deliver(DeliveryRequest request, CancelToken cancel) throws InterruptedException {
        running.incrementAndGet();
        try {
            if (!open) {
                throw new InterruptedException("delivery " + request.id() + " came when its route was stopping");
            }
            return send(request, cancel);
        } finally {
            running.decrementAndGet();
        }
    }

    private Outcome send(DeliveryRequest request, CancelToken cancel) throws InterruptedException {
        Exchange exchange = createExchange(false);
        try {
            fill(exchange, request, cancel);
            getProcessor().process(exchange);
            return outcome(exchange, request);
        } catch (Exception e) {
            return failure(e, request);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    /** The context stops before it tells its consumers so, and refuses to go on from then. */
    private boolean stopping() {
        return !open || getEndpoint().getCamelContext().isStopping();
    }

    private static void fill(Exchange exchange, DeliveryRequest request, CancelToken cancel) {
        exchange.setProperty(CANCEL, cancel);
        Message message = exchange.getMessage();
        message.setBody(request);
        message.setHeader(MinutesHeaders.DELIVERY_ID, request.id().value());
        message.setHeader(MinutesHeaders.JOB_ID, request.job().value());
        message.setHeader(MinutesHeaders.TENANT, request.tenant().value());
        message.setHeader(MinutesHeaders.PROFILE, request.profile().value());
        message.setHeader(MinutesHeaders.TITLE, request.minutes().title());
        message.setHeader(MinutesHeaders.DATE, request.minutes().date());
        message.setHeader(MinutesHeaders.TARGET, request.target().name());
    }

    private Outcome outcome(Exchange exchange, DeliveryRequest request) throws InterruptedException {
        if (exchange.getException() != null) {
            return failure(exchange.getException(), request);
        }
        String receipt = exchange.getMessage().getHeader(MinutesHeaders.RECEIPT, String.class);
        // A failure that the route "handled" is no delivery, unless the route says by a receipt that it delivered in
        // another way.
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (caught != null && receipt == null) {
            return failure(caught, request);
        }
        if (exchange.isRollbackOnly()) {
            return new RetryLater(Options.TEXTS.message("delivery-failed", channel), null);
        }
        return new Delivered(receipt == null ? request.id().value() : receipt);
    }

    private Outcome failure(Exception thrown, DeliveryRequest request) throws InterruptedException {
        if (Causes.find(thrown, InterruptedException.class).isPresent()) {
            throw new InterruptedException("delivery " + request.id() + " was broken off");
        }
        FailureException failure = Causes.find(thrown, FailureException.class).orElse(null);
        if (failure == null && stopping()) {
            // Camel breaks off what does not end in time when a route stops; that says nothing about the other side.
            throw new InterruptedException("delivery " + request.id() + " was broken off by the stop of its route");
        }
        if (failure == null) {
            LOG.warn(
                    "job {}: delivery {} by channel {} failed: {}",
                    request.job(),
                    request.id(),
                    channel,
                    Causes.withoutMessages(thrown));
            LOG.debug("job {}: delivery {} by channel {} failed", request.job(), request.id(), channel, thrown);
            return new RetryLater(Options.TEXTS.message("delivery-failed", channel), null);
        }
        return switch (failure.kind()) {
            case BAD_INPUT -> new Refused(failure.reason());
            case BUSY, EXTERNAL, INTERNAL ->
                new RetryLater(failure.reason(), failure.retryAfter().orElse(null));
        };
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask task) {
        return false;
    }

    @Override
    public int getPendingExchangesSize() {
        return running.get();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // At once: while it is there it is given deliveries.
        down();
    }
}
