package io.yuhitsu.intake.folder.internal;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code from("inbox:FOLDER?…")}: takes recordings that people put into {@code FOLDER/<profile>/}. */
public final class InboxComponent extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        if (remaining.isBlank()) {
            throw new IllegalArgumentException("inbox: needs a folder, as in inbox:{{inbox.folder}}");
        }
        InboxEndpoint endpoint = new InboxEndpoint(uri, this, remaining, new Options(parameters));
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
