package io.yuhitsu.delivery.folder.internal;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code to("outbox:FOLDER")}: below {@code from("minutes:deliveries?channel=…")}, puts the delivery's documents into the folder. */
public final class OutboxComponent extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        if (remaining.isBlank()) {
            throw new IllegalArgumentException("outbox: needs a folder, as in outbox:{{outbox.folder}}");
        }
        return new OutboxEndpoint(uri, this, remaining);
    }
}
