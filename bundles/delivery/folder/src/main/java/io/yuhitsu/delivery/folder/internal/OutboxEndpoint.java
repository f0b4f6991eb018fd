package io.yuhitsu.delivery.folder.internal;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.delivery.DeliveryRequest;
import io.yuhitsu.api.text.Texts;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class OutboxEndpoint extends DefaultEndpoint {
    private static final Texts TEXTS = Texts.beside(OutboxEndpoint.class);
    private static final Logger LOG = LoggerFactory.getLogger(OutboxEndpoint.class);
    private static final String RECEIPT = "MinutesReceipt";

    private final FolderDelivery delivery;

    OutboxEndpoint(String uri, OutboxComponent component, String folder) {
        super(uri, component);
        this.delivery = new FolderDelivery(Path.of(folder));
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            protected void doStart() throws Exception {
                super.doStart();
                try {
                    delivery.clear();
                } catch (IOException e) {
                    // A folder that is away now may be there when something is delivered.
                    LOG.warn("what was left in the outbox could not be cleared away", e);
                }
            }

            @Override
            public void process(Exchange exchange) throws Exception {
                DeliveryRequest request = exchange.getMessage().getMandatoryBody(DeliveryRequest.class);
                try {
                    exchange.getMessage()
                            .setHeader(
                                    RECEIPT, "sha256:" + delivery.place(request).hex());
                } catch (IOException e) {
                    // The names in the message of an IOException are those of a meeting: they stay out of the job's
                    // log.
                    throw new FailureException(FailureKind.EXTERNAL, TEXTS.message("outbox-unwritable"), e);
                }
            }
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("outbox: can only be used in to()");
    }
}
