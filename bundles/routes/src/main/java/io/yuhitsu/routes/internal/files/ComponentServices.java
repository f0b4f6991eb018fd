package io.yuhitsu.routes.internal.files;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.camel.spi.ComponentResolver;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** The components that bundles provide as {@link ComponentResolver} services. */
final class ComponentServices
        implements Components, ServiceTrackerCustomizer<ComponentResolver, ComponentResolver>, AutoCloseable {
    private static final String SCHEME = "component";

    private final BundleContext bundles;
    private final ServiceTracker<ComponentResolver, ComponentResolver> tracker;
    /** The tracker's own list is behind its calls: a listener would not find what it was just told of. */
    private final Map<ServiceReference<ComponentResolver>, ComponentResolver> present = new ConcurrentHashMap<>();

    private volatile Consumer<String> onCame = scheme -> {};
    private volatile Consumer<String> onWent = scheme -> {};

    ComponentServices(BundleContext bundles) {
        this.bundles = bundles;
        this.tracker = new ServiceTracker<>(bundles, ComponentResolver.class, this);
        tracker.open();
    }

    void tell(Consumer<String> came, Consumer<String> went) {
        onCame = came;
        onWent = went;
    }

    @Override
    public Optional<Provided> find(String scheme) {
        return present.entrySet().stream()
                .filter(entry -> schemes(entry.getKey()).contains(scheme))
                .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
                .flatMap(entry -> provided(entry.getKey(), entry.getValue()).stream())
                .findFirst();
    }

    /** One service may stand for all the schemes of its bundle. */
    private static List<String> schemes(ServiceReference<?> reference) {
        Object property = reference.getProperty(SCHEME);
        if (property instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        return property instanceof Object[] several
                ? Arrays.stream(several).map(String::valueOf).toList()
                : List.of(String.valueOf(property));
    }

    private static Optional<Provided> provided(
            ServiceReference<ComponentResolver> reference, ComponentResolver resolver) {
        Bundle bundle = reference.getBundle();
        // Without one it leaves in this moment.
        return bundle == null ? Optional.empty() : Optional.of(new Provided(resolver, bundle.getSymbolicName()));
    }

    @Override
    public ComponentResolver addingService(ServiceReference<ComponentResolver> reference) {
        ComponentResolver resolver = bundles.getService(reference);
        if (resolver != null) {
            present.put(reference, resolver);
        }
        schemes(reference).forEach(onCame);
        return resolver;
    }

    @Override
    public void modifiedService(ServiceReference<ComponentResolver> reference, ComponentResolver resolver) {
        // A scheme does not change.
    }

    @Override
    public void removedService(ServiceReference<ComponentResolver> reference, ComponentResolver resolver) {
        present.remove(reference);
        bundles.ungetService(reference);
        schemes(reference).forEach(onWent);
    }

    @Override
    public void close() {
        tracker.close();
    }
}
