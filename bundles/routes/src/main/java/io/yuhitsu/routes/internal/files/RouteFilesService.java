package io.yuhitsu.routes.internal.files;

import io.yuhitsu.api.health.Health;
import io.yuhitsu.api.health.HealthCheck;
import io.yuhitsu.api.pipeline.Intake;
import io.yuhitsu.api.pipeline.Pipeline;
import io.yuhitsu.api.spi.DeliveryChannel;
import io.yuhitsu.api.text.Texts;
import io.yuhitsu.routes.RouteFile;
import io.yuhitsu.routes.RouteFiles;
import io.yuhitsu.routes.internal.minutes.Channels;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Runs the route files while the core is there. */
@Component(
        service = {RouteFiles.class, HealthCheck.class},
        immediate = true,
        configurationPid = RouteFilesService.PID)
@Designate(ocd = RouteSettings.class)
public final class RouteFilesService implements RouteFiles, HealthCheck {
    static final String PID = "io.yuhitsu.routes";

    private static final Texts TEXTS = Texts.beside(RouteFilesService.class);

    private static final String SHIPPED = "routes";

    private final ConfigurationAdmin configurations;
    private final Path data;
    private final ComponentServices components;
    private final RouteFolder folder;
    /** A newer channel wins over an older one of the same name. */
    private final AtomicInteger channelRank = new AtomicInteger();

    @Activate
    public RouteFilesService(
            BundleContext bundles,
            RouteSettings defaults,
            Map<String, Object> configuration,
            @Reference Pipeline pipeline,
            @Reference Intake intake,
            @Reference ConfigurationAdmin configurations)
            throws IOException {
        this.configurations = configurations;
        this.data = Path.of(dataFolder(bundles)).toAbsolutePath();
        Path routes = data.resolve("routes");
        Files.createDirectories(routes);
        Path run = data.resolve("run");
        this.components = new ComponentServices(bundles);
        Secrets secrets = new Secrets(data.resolve("etc/secrets"));
        RouteContexts contexts = new RouteContexts(
                () -> new OsgiDefaultCamelContext(bundles),
                new Schemes(components),
                secrets,
                data,
                pipeline,
                intake,
                channels(bundles));
        this.folder = new RouteFolder(
                shipped(bundles),
                new FolderWatch(routes),
                contexts,
                new LastGood(run.resolve("routes")),
                secrets,
                new ReadyFile(run.resolve("ready")),
                values(configuration));
        components.tell(folder::componentCame, folder::componentWent);
        folder.open();
    }

    @Modified
    void changed(Map<String, Object> configuration) throws IOException {
        folder.configure(values(configuration));
    }

    @Deactivate
    void stop() {
        folder.close();
        components.close();
    }

    @Override
    public List<RouteFile> list() {
        return folder.list();
    }

    /** A file that waits for a component is as its administrator meant it; {@code route list} shows it. */
    @Override
    public List<Health.Trouble> troubles() {
        return list().stream()
                .filter(file -> file.state() == RouteFile.State.BROKEN || file.state() == RouteFile.State.STALE)
                .map(file -> new Health.Trouble(
                        Health.Level.DEGRADED,
                        TEXTS.message(
                                file.state() == RouteFile.State.STALE ? "route-file-stale" : "route-file-broken",
                                file.name())))
                .toList();
    }

    private static String dataFolder(BundleContext bundles) {
        String folder = bundles.getProperty("yuhitsu.data");
        if (folder == null) {
            throw new IllegalStateException("the framework property yuhitsu.data does not name the data folder");
        }
        return folder;
    }

    private static Map<String, String> shipped(BundleContext bundles) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (URL url : Collections.list(bundles.getBundle().findEntries(SHIPPED, "*" + RouteSource.SUFFIX, false))) {
            String path = url.getPath();
            try (InputStream in = url.openStream()) {
                texts.put(
                        path.substring(path.lastIndexOf('/') + 1),
                        new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    private Channels channels(BundleContext bundles) {
        return (name, channel) -> {
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put(DeliveryChannel.CHANNEL, name);
            properties.put(Constants.SERVICE_RANKING, channelRank.incrementAndGet());
            ServiceRegistration<DeliveryChannel> registration =
                    bundles.registerService(DeliveryChannel.class, channel, properties);
            return registration::unregister;
        };
    }

    /** As they are written, so that a secret stays a reference to it. What is delivered to a component has secrets filled in. */
    private Map<String, String> values(Map<String, Object> delivered) throws IOException {
        Map<String, Object> values = new HashMap<>(delivered);
        try {
            Configuration[] found = configurations.listConfigurations("(" + Constants.SERVICE_PID + "=" + PID + ")");
            if (found != null) {
                Dictionary<String, Object> written = found[0].getProperties();
                Collections.list(written.keys()).forEach(key -> values.put(key, written.get(key)));
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        return Values.of(values, data.toString());
    }
}
