package io.yuhitsu.routes.framework;

import io.yuhitsu.durable.DurableStep;
import io.yuhitsu.routes.RouteFiles;
import io.yuhitsu.routes.framework.probe.ProbeComponent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.camel.CamelContext;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.FrameworkFactory;
import org.snakeyaml.engine.v2.api.Load;

/** An OSGi framework with the bundles that route files need; the API and SLF4J are those of the test, so that twins can be services. */
final class Framework implements AutoCloseable {
    private final org.osgi.framework.launch.Framework framework;
    private final Path folder;

    Framework(Path folder) throws BundleException {
        this.folder = folder;
        String api = "io.yuhitsu.api";
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        "org.osgi.framework.storage",
                        folder.resolve("cache").toString(),
                        "org.osgi.framework.system.packages.extra",
                        String.join(
                                ",",
                                "org.slf4j;version=2.0.17",
                                "org.slf4j.event;version=2.0.17",
                                "org.osgi.service.cm;version=1.6.1",
                                api + ";version=1.0.0",
                                api + ".delivery;version=1.0.0",
                                api + ".health;version=1.0.0",
                                api + ".intake;version=1.0.0",
                                api + ".job;version=1.0.0",
                                api + ".minutes;version=1.0.0",
                                api + ".pipeline;version=1.0.0",
                                api + ".spi;version=1.0.0",
                                api + ".text;version=1.0.0"),
                        "yuhitsu.data",
                        folder.resolve("data").toString()));
        framework.start();
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** Declarative Services, configuration, Camel and the routes, started in the order of the server's start levels. */
    void startAll() throws BundleException {
        for (Class<?> one : new Class<?>[] {
            org.osgi.util.function.Function.class,
            org.osgi.util.promise.Promise.class,
            org.osgi.service.component.ComponentContext.class,
            org.apache.felix.scr.info.ScrInfo.class,
            org.apache.felix.cm.PersistenceManager.class,
            Load.class,
            DurableStep.class,
            CamelContext.class,
            RouteFiles.class
        }) {
            context().installBundle("reference:" + where(one));
        }
        for (Bundle bundle : context().getBundles()) {
            bundle.start();
        }
    }

    /** A bundle with a component of scheme {@code probe}, not started. */
    Bundle installProbe() throws IOException, BundleException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "io.yuhitsu.delivery.probe");
        main.putValue(
                "Import-Package",
                "org.apache.camel,org.apache.camel.spi,org.apache.camel.support,org.apache.camel.support.service");
        String name = ProbeComponent.class.getName();
        Path jar = folder.resolve("probe.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            for (String part : new String[] {"", "$1", "$1$1"}) {
                String path = name.replace('.', '/') + part + ".class";
                entries.putNextEntry(new JarEntry(path));
                try (InputStream in = ProbeComponent.class.getClassLoader().getResourceAsStream(path)) {
                    in.transferTo(entries);
                }
            }
            entries.putNextEntry(new JarEntry("META-INF/services/org/apache/camel/component/probe"));
            entries.write(("class=" + name + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return context().installBundle(jar.toUri().toString());
    }

    private static String where(Class<?> one) {
        try {
            return one.getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(20_000);
    }
}
