package io.yuhitsu.routes.internal.files;

import java.util.List;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/** Headers that steer Camel or us; none of them may come from outside or go there. */
final class HeaderRules {
    private static final List<String> STEERING =
            List.of("camel", "org.apache.camel", "mail.", "minutes", "operation", "breadcrumb");

    private HeaderRules() {}

    static boolean isSteering(String header) {
        String lower = header.toLowerCase(Locale.ROOT);
        return STEERING.stream().anyMatch(lower::startsWith);
    }

    /** Adds our rule to what the component filters by itself. */
    static HeaderFilterStrategy onTopOf(HeaderFilterStrategy own) {
        return new HeaderFilterStrategy() {
            @Override
            public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
                return isSteering(name) || own != null && own.applyFilterToCamelHeaders(name, value, exchange);
            }

            @Override
            public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
                return isSteering(name) || own != null && own.applyFilterToExternalHeaders(name, value, exchange);
            }
        };
    }
}
