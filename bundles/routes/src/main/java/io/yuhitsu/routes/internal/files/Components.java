package io.yuhitsu.routes.internal.files;

import java.util.Optional;
import org.apache.camel.spi.ComponentResolver;

/** Camel components as bundles provide them; they come and go. */
@FunctionalInterface
interface Components {
    /** The component of that scheme that counts now. */
    Optional<Provided> find(String scheme);

    /** @param bundle symbolic name of the bundle that provides it */
    record Provided(ComponentResolver resolver, String bundle) {}
}
