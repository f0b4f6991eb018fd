package io.yuhitsu.routes.internal.minutes;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** One verb of the component; it can stand in {@code from} or in {@code to}, never in both. */
abstract class MinutesEndpoint extends DefaultEndpoint {
    private final String name;

    MinutesEndpoint(String uri, MinutesComponent component, String name) {
        super(uri, component);
        this.name = name;
    }

    Consumer from(Processor route) {
        throw new RouteRefused(Options.TEXTS.message("only-to", name));
    }

    Producer to() {
        throw new RouteRefused(Options.TEXTS.message("only-from", name));
    }

    @Override
    public final Consumer createConsumer(Processor route) {
        return from(route);
    }

    @Override
    public final Producer createProducer() {
        return to();
    }
}
