package io.yuhitsu.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** The bundles as they ship, in a real framework: nothing of the test's class path is seen inside but the log API. */
final class InFelixTest {
    private static final Set<String> BUNDLES = Set.of(
            "org.apache.felix.scr",
            "org.apache.felix.configadmin",
            "org.osgi.util.promise",
            "org.osgi.util.function",
            "org.osgi.service.component",
            "com.fasterxml.jackson.core.jackson-annotations",
            "com.fasterxml.jackson.core.jackson-core",
            "com.fasterxml.jackson.core.jackson-databind",
            "io.yuhitsu.api",
            "io.yuhitsu.json",
            "io.yuhitsu.durable",
            "io.yuhitsu.platform.data",
            "io.yuhitsu.platform.metrics",
            "io.yuhitsu.store");
    private static final List<String> SERVICES = List.of("JobStore", "DeliveryStore", "ProfileStore", "BlobStore");

    @TempDir
    Path folder;

    @Test
    void storesStartWorkAndStartAgain() throws Exception {
        Framework framework = start();
        try {
            BundleContext context = framework.getBundleContext();
            for (String service : SERVICES) {
                await().until(() -> reference(context, service) != null);
            }
            Object profiles = context.getService(reference(context, "ProfileStore"));
            assertThat(profiles.getClass().getName()).startsWith("io.yuhitsu.store");
            assertThat(defaultProfiles(context, profiles)).hasSize(1);
            assertThat(call(context, "JobStore", "counts")).hasToString("{}");
            assertThat(call(context, "DeliveryStore", "sweep")).hasToString("Optional.empty");
            assertThat(storedBytes(context)).isEqualTo(5);

            Bundle store = bundle(context, "io.yuhitsu.store");
            store.stop();
            assertThat(reference(context, "JobStore")).isNull();
            store.start();
            await().until(() -> reference(context, "JobStore") != null);
            assertThat(defaultProfiles(context, context.getService(reference(context, "ProfileStore"))))
                    .hasSize(1);
        } finally {
            framework.stop();
            framework.waitForStop(20_000);
        }
        assertThat(folder.resolve("data/keys/master.key")).exists();
        assertThat(folder.resolve("data/db/service.properties")).exists();
        assertThat(folder.resolve("data/db/db.lck"))
                .as("left by a database that was not shut down")
                .doesNotExist();
    }

    /** By reflection: the API's classes inside are not those of the test. */
    private static List<?> defaultProfiles(BundleContext context, Object profiles) throws Exception {
        Class<?> tenant = bundle(context, "io.yuhitsu.api").loadClass("io.yuhitsu.api.TenantId");
        Class<?> port = bundle(context, "io.yuhitsu.api").loadClass("io.yuhitsu.api.spi.ProfileStore");
        return (List<?>) port.getMethod("list", tenant)
                .invoke(profiles, tenant.getField("DEFAULT").get(null));
    }

    private static Object call(BundleContext context, String port, String method) throws Exception {
        Object service = context.getService(reference(context, port));
        return bundle(context, "io.yuhitsu.api")
                .loadClass("io.yuhitsu.api.spi." + port)
                .getMethod(method)
                .invoke(service);
    }

    private static long storedBytes(BundleContext context) throws Exception {
        Bundle api = bundle(context, "io.yuhitsu.api");
        Class<?> tenant = api.loadClass("io.yuhitsu.api.TenantId");
        Object stored = api.loadClass("io.yuhitsu.api.spi.BlobStore")
                .getMethod("put", tenant, InputStream.class, long.class)
                .invoke(
                        context.getService(reference(context, "BlobStore")),
                        tenant.getField("DEFAULT").get(null),
                        new ByteArrayInputStream(new byte[5]),
                        5L);
        return (long) stored.getClass().getMethod("bytes").invoke(stored);
    }

    private static ServiceReference<?> reference(BundleContext context, String port) throws Exception {
        ServiceReference<?>[] found = context.getAllServiceReferences("io.yuhitsu.api.spi." + port, null);
        return found == null ? null : found[0];
    }

    private static Bundle bundle(BundleContext context, String name) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    private Framework start() throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, folder.resolve("felix").toString());
        settings.put(
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                "org.slf4j;version=2.0.17,org.slf4j.event;version=2.0.17,org.slf4j.spi;version=2.0.17");
        settings.put("yuhitsu.data", folder.resolve("data").toString());
        Framework framework = new FrameworkFactory().newFramework(settings);
        framework.start();
        List<Bundle> installed = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (BUNDLES.contains(symbolicName(Path.of(entry)))) {
                installed.add(framework
                        .getBundleContext()
                        .installBundle("reference:" + Path.of(entry).toUri()));
            }
        }
        assertThat(installed).hasSize(BUNDLES.size());
        for (Bundle bundle : installed) {
            bundle.start();
        }
        return framework;
    }

    private static String symbolicName(Path entry) throws IOException {
        Manifest manifest = new Manifest();
        if (Files.isDirectory(entry) && Files.exists(entry.resolve(JarFile.MANIFEST_NAME))) {
            try (var in = Files.newInputStream(entry.resolve(JarFile.MANIFEST_NAME))) {
                manifest.read(in);
            }
        } else if (Files.isRegularFile(entry)) {
            try (JarFile jar = new JarFile(entry.toFile())) {
                manifest = jar.getManifest();
            }
        }
        String name = manifest == null ? null : manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
        return name == null ? "" : name.split(";")[0].strip();
    }
}
