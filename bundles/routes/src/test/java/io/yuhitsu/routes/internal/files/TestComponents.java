package io.yuhitsu.routes.internal.files;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.impl.engine.DefaultComponentResolver;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/** Components as bundles would provide them: Camel's own, and such as a test adds. */
final class TestComponents implements Components {
    private static final Set<String> CAMEL =
            Set.of("direct", "seda", "timer", "log", "file", "bean", "class", "language");

    private final Map<String, Provided> added = new ConcurrentHashMap<>();

    @Override
    public Optional<Provided> find(String scheme) {
        if (CAMEL.contains(scheme)) {
            return Optional.of(new Provided(new DefaultComponentResolver(), "io.yuhitsu.platform.camel"));
        }
        return Optional.ofNullable(added.get(scheme));
    }

    void add(String scheme, String bundle, Supplier<Component> component) {
        ComponentResolver resolver = (name, context) -> component.get();
        added.put(scheme, new Provided(resolver, bundle));
    }

    void remove(String scheme) {
        added.remove(scheme);
    }

    /** A component whose messages a test sends by hand, with all the headers it likes. */
    static final class Entry extends DefaultComponent {
        private final Map<String, DefaultConsumer> consumers = new HashMap<>();

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            parameters.clear();
            return new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Consumer createConsumer(Processor route) {
                    DefaultConsumer consumer = new DefaultConsumer(this, route);
                    consumers.put(remaining, consumer);
                    return consumer;
                }
            };
        }

        Exchange send(String name, Object body, Map<String, Object> headers) throws Exception {
            DefaultConsumer consumer = consumers.get(name);
            Exchange exchange = consumer.createExchange(false);
            exchange.getMessage().setBody(body);
            headers.forEach(exchange.getMessage()::setHeader);
            consumer.getProcessor().process(exchange);
            return exchange;
        }
    }
}
