package io.yuhitsu.operations.health.internal;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.yuhitsu.api.health.Figure;
import io.yuhitsu.api.health.Health;
import io.yuhitsu.api.health.Vitals;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Keeps what the server counts while this bundle is there, and answers those who show it. */
@Component(service = Vitals.class, immediate = true)
public final class ServerVitals implements Vitals, AutoCloseable {
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final DatabaseView database;
    private final Checks checks;
    private final Gauges gauges;
    private ServiceRegistration<MeterRegistry> service;

    @Activate
    public ServerVitals(BundleContext context, @Reference Parts parts) {
        this(parts, Path.of(context.getProperty("yuhitsu.data")), Clock.systemUTC());
        // The facade, not what is behind it: a plugin's figures reach every registry.
        service = context.registerService(MeterRegistry.class, Metrics.globalRegistry, null);
    }

    ServerVitals(Parts parts, Path data, Clock clock) {
        Metrics.addRegistry(registry);
        database = new DatabaseView(parts, clock);
        checks = new Checks(parts, database, clock);
        gauges = new Gauges(Metrics.globalRegistry, parts, database, checks::health, data, clock);
    }

    @Override
    public Health health() {
        return checks.health();
    }

    @Override
    public List<Figure> figures() {
        return Reading.of(registry);
    }

    @Override
    @Deactivate
    public void close() {
        if (service != null) {
            service.unregister();
        }
        gauges.close();
        database.close();
        Metrics.removeRegistry(registry);
        registry.close();
    }
}
