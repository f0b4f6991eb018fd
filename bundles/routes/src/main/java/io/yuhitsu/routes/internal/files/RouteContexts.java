package io.yuhitsu.routes.internal.files;

import io.yuhitsu.api.pipeline.Intake;
import io.yuhitsu.api.pipeline.Pipeline;
import io.yuhitsu.api.text.Texts;
import io.yuhitsu.routes.internal.minutes.Channels;
import io.yuhitsu.routes.internal.minutes.MinutesComponent;
import io.yuhitsu.routes.internal.minutes.RouteRefused;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Exchange;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.HeaderFilterStrategyAware;
import org.apache.camel.spi.LanguageResolver;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Makes a Camel context of a route file: everything a file may and may not do is set here. */
final class RouteContexts {
    private static final Texts TEXTS = Texts.beside(RouteContexts.class);
    private static final String FILE_ROOTS = "file.roots";

    private final Supplier<DefaultCamelContext> contexts;
    private final Schemes schemes;
    private final Secrets secrets;
    private final Path data;
    private final Pipeline pipeline;
    private final Intake intake;
    private final Channels channels;
    private final AtomicInteger generation = new AtomicInteger();

    /** @param contexts gives a new, not started context */
    RouteContexts(
            Supplier<DefaultCamelContext> contexts,
            Schemes schemes,
            Secrets secrets,
            Path data,
            Pipeline pipeline,
            Intake intake,
            Channels channels) {
        this.contexts = contexts;
        this.schemes = schemes;
        this.secrets = secrets;
        this.data = data;
        this.pipeline = pipeline;
        this.intake = intake;
        this.channels = channels;
    }

    /**
     * Builds the file, so that all its URIs, components, languages and placeholders are known to be good; no consumer runs yet.
     *
     * @throws RouteRefused when it does something that route files may not
     * @throws MissingComponent when a component is not there yet
     * @throws Exception what Camel says when it cannot read it
     */
    RouteVersion build(String name, String text, Map<String, String> settings) throws Exception {
        RouteLint.check(text);
        Values values = new Values(settings);
        Set<String> used = ConcurrentHashMap.newKeySet();
        DefaultCamelContext context = contexts.get();
        boolean good = false;
        try {
            prepare(context, name, values, used);
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(name, text));
            context.start();
            if (context.getRoutes().isEmpty()) {
                throw new RouteRefused(TEXTS.message("no-route"));
            }
            StepPlacement.check(context);
            good = true;
            return new RouteVersion(context, text, values, used);
        } finally {
            if (!good) {
                context.stop();
            }
        }
    }

    private void prepare(DefaultCamelContext context, String name, Values values, Set<String> used) {
        ExtendedCamelContext inner = context.getCamelContextExtension();
        inner.setName(name.replace(RouteSource.SUFFIX, "") + "-" + generation.incrementAndGet());
        // Nothing of the server can be looked up by name from a route file.
        inner.setRegistry(new DefaultRegistry());
        inner.addContextPlugin(ComponentResolver.class, (scheme, c) -> component(scheme, c, used));
        LanguageResolver languages = PluginHelper.getLanguageResolver(inner);
        inner.addContextPlugin(LanguageResolver.class, (language, c) -> {
            if (!RouteLint.LANGUAGES.contains(language)) {
                throw new RouteRefused(
                        TEXTS.message("language-refused", language, String.join(", ", RouteLint.LANGUAGES)));
            }
            return languages.resolveLanguage(language, c);
        });
        inner.registerEndpointCallback(new FileRoots(() -> roots(values.getProperty(FILE_ROOTS))));
        // Below our own name, so that what a file says by a step "log" is in the log from INFO on, as what we say is.
        context.getGlobalOptions().put(Exchange.LOG_EIP_NAME, "io.yuhitsu.routes.log");
        context.disableJMX();
        context.setLoadTypeConverters(false);
        context.setAutoStartup(false);
        // A recording must stay a stream: cached, it would be copied to memory or to the disk.
        context.setStreamCaching(false);
        context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
        context.addRoutePolicyFactory(new EntryPolicy(schemes));
        FailurePolicy.setOn(context);
        PropertiesComponent properties = (PropertiesComponent) context.getPropertiesComponent();
        properties.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
        properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
        properties.setAutoDiscoverPropertiesSources(false);
        properties.addPropertiesSource(values);
        properties.addPropertiesFunction(secrets);
        context.addComponent(MinutesComponent.SCHEME, new MinutesComponent(pipeline, intake, channels));
    }

    /** Called for every scheme, also one that a message names: a scheme that is refused has no component, so no endpoint can exist. */
    private Component component(String scheme, CamelContext context, Set<String> used) throws Exception {
        used.add(scheme);
        Component component = schemes.find(scheme).resolver().resolveComponent(scheme, context);
        if (component instanceof HeaderFilterStrategyAware aware) {
            aware.setHeaderFilterStrategy(HeaderRules.onTopOf(aware.getHeaderFilterStrategy()));
        }
        return component;
    }

    private List<Path> roots(String setting) {
        List<Path> roots = List.of((setting == null ? "" : setting).split(",")).stream()
                .map(String::strip)
                .filter(root -> !root.isEmpty())
                .map(Path::of)
                .toList();
        return roots.isEmpty() ? List.of(data) : roots;
    }
}
