package io.yuhitsu.routes.internal.files;

import io.yuhitsu.routes.internal.minutes.DeliveriesConsumer;
import io.yuhitsu.routes.internal.minutes.JobsConsumer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Consumer;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One version of a route file in its own Camel context. */
final class RouteVersion {
    private static final Logger LOG = LoggerFactory.getLogger(RouteVersion.class);

    private final DefaultCamelContext context;
    private final String text;
    private final Values values;
    private final Set<String> schemes;

    RouteVersion(DefaultCamelContext context, String text, Values values, Set<String> schemes) {
        this.context = context;
        this.text = text;
        this.values = values;
        this.schemes = schemes;
    }

    String text() {
        return text;
    }

    Map<String, String> usedValues() {
        return values.used();
    }

    boolean agreesWith(Map<String, String> settings) {
        return values.agreesWith(settings);
    }

    boolean uses(String scheme) {
        return schemes.contains(scheme);
    }

    List<String> routeIds() {
        return context.getRoutes().stream()
                .map(Route::getRouteId)
                .filter(id -> context.getRouteController().getRouteStatus(id) == ServiceStatus.Started)
                .sorted()
                .toList();
    }

    /** Lets work in. @throws Exception when a route does not start; the others of it are then stopped again by {@link #close} */
    void start() throws Exception {
        // What is called from inside has to be there before the first message comes in.
        List<Route> routes = new ArrayList<>(context.getRoutes());
        routes.sort(Comparator.comparing(route -> isEntry(route) ? 1 : 0));
        for (Route route : routes) {
            RouteDefinition definition = context.getRouteDefinition(route.getRouteId());
            if (definition == null || !"false".equals(definition.getAutoStartup())) {
                context.getRouteController().startRoute(route.getRouteId());
            }
        }
    }

    /** Takes nothing new; what runs goes on, also through the file's own {@code direct:} and {@code seda:}. Channels stay. */
    void closeEntries() {
        entries().stream()
                .filter(entry -> !(entry instanceof DeliveriesConsumer))
                .forEach(this::suspend);
    }

    /** The channels go as well: the next version's are there. */
    void closeChannels() {
        entries().stream().filter(DeliveriesConsumer.class::isInstance).forEach(this::suspend);
    }

    /** Undoes {@link #closeEntries}. */
    void openEntries() {
        for (Consumer entry : entries()) {
            try {
                ServiceHelper.resumeService(entry);
            } catch (RuntimeException e) {
                LOG.warn("context {}: an entry could not be opened again", context.getName(), e);
            }
        }
    }

    /** Whether nothing is on its way in it any more. */
    boolean isIdle() {
        return context.getInflightRepository().size() == 0
                && context.getRoutes().stream()
                        .map(Route::getConsumer)
                        .filter(ShutdownAware.class::isInstance)
                        .allMatch(consumer -> ((ShutdownAware) consumer).getPendingExchangesSize() == 0);
    }

    /** The server stops: running steps are told to end. */
    void abandon() {
        for (Route route : context.getRoutes()) {
            if (route.getConsumer() instanceof JobsConsumer jobs) {
                jobs.abandon();
            }
        }
    }

    /** Ends it; what still runs after that time is broken off and given back. */
    void close(long millis) {
        context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        context.getShutdownStrategy().setTimeout(Math.max(1, millis));
        context.stop();
    }

    private void suspend(Consumer entry) {
        try {
            ServiceHelper.suspendService(entry);
        } catch (RuntimeException e) {
            LOG.warn("context {}: an entry could not be closed", context.getName(), e);
        }
    }

    private List<Consumer> entries() {
        return context.getRoutes().stream()
                .filter(RouteVersion::isEntry)
                .map(Route::getConsumer)
                .toList();
    }

    private static boolean isEntry(Route route) {
        return !Schemes.INTERNAL.contains(EntryPolicy.scheme(route));
    }
}
