package io.yuhitsu.routes.framework.probe;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** Lies in a bundle of its own; answers a delivery with the name that it was given. */
public final class ProbeComponent extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new DefaultEndpoint(uri, this) {
            @Override
            public Producer createProducer() {
                return new DefaultProducer(this) {
                    @Override
                    public void process(Exchange exchange) {
                        exchange.getMessage().setHeader("MinutesReceipt", remaining);
                    }
                };
            }

            @Override
            public org.apache.camel.Consumer createConsumer(Processor route) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
