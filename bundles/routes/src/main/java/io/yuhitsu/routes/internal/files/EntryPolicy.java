package io.yuhitsu.routes.internal.files;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/** The second line behind the header filters: before its first node, each entry loses the steering headers that are not its own. */
final class EntryPolicy implements RoutePolicyFactory {
    private final Schemes schemes;

    EntryPolicy(Schemes schemes) {
        this.schemes = schemes;
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        return new RoutePolicySupport() {
            @Override
            public void onExchangeBegin(Route entered, Exchange exchange) {
                String scheme = scheme(entered);
                if (!Schemes.INTERNAL.contains(scheme)) {
                    exchange.getMessage()
                            .getHeaders()
                            .keySet()
                            .removeIf(header -> HeaderRules.isSteering(header) && !schemes.isOwn(scheme, header));
                }
            }
        };
    }

    static String scheme(Route route) {
        String uri = route.getEndpoint().getEndpointUri();
        return uri.substring(0, uri.indexOf(':'));
    }
}
