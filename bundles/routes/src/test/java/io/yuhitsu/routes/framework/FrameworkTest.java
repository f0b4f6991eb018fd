package io.yuhitsu.routes.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.health.HealthCheck;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.pipeline.Intake;
import io.yuhitsu.api.pipeline.Pipeline;
import io.yuhitsu.api.spi.DeliveryChannel;
import io.yuhitsu.api.spi.DeliveryChannel.Delivered;
import io.yuhitsu.routes.testing.Deliveries;
import io.yuhitsu.routes.testing.MemoryIntake;
import io.yuhitsu.routes.testing.MemoryPipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.Dictionary;
import java.util.Hashtable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;

/** The Camel bundle and this bundle in a real OSGi framework. */
class FrameworkTest {
    @TempDir
    Path folder;

    private final MemoryPipeline pipeline = new MemoryPipeline();
    private Framework framework;
    private BundleContext context;

    @BeforeEach
    void start() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("data/routes"));
        Files.setPosixFilePermissions(routes, PosixFilePermissions.fromString("rwx------"));
        framework = new Framework(folder);
        context = framework.context();
        context.registerService(Pipeline.class, pipeline, null);
        context.registerService(Intake.class, new MemoryIntake(), null);
        framework.startAll();
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    private void write(String name, String text) throws Exception {
        Path aside = Files.writeString(folder.resolve("aside"), text);
        Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-------"));
        Files.move(aside, folder.resolve("data/routes").resolve(name));
    }

    /** What the service RouteFiles says; its class is the bundle's own. */
    private String files() throws Exception {
        ServiceReference<?>[] found = context.getAllServiceReferences("io.yuhitsu.routes.RouteFiles", null);
        if (found == null) {
            return "";
        }
        ServiceReference<?> reference = found[0];
        Object service = context.getService(reference);
        return reference
                .getBundle()
                .loadClass("io.yuhitsu.routes.RouteFiles")
                .getMethod("list")
                .invoke(service)
                .toString();
    }

    private void awaitFile(String name, String state) {
        await().until(
                        this::files,
                        files -> files.matches(
                                "(?s).*name=" + name + "\\.camel\\.yaml, origin=\\w+, state=" + state + ".*"));
    }

    private Object receipt(String channel) throws Exception {
        Collection<ServiceReference<DeliveryChannel>> found =
                context.getServiceReferences(DeliveryChannel.class, "(channel=" + channel + ")");
        return found.isEmpty()
                ? null
                : context.getService(found.iterator().next()).deliver(Deliveries.request(), CancelToken.none());
    }

    @Test
    void theShippedPipelineCarriesAJobThroughAllStages() throws Exception {
        awaitFile("pipeline", "RUNNING");
        JobId job = pipeline.add();
        await().until(() -> pipeline.state(job) == State.DONE);
        awaitFile("intake-folder", "WAITING");
    }

    @Test
    void aRouteFileFollowsTheBundleOfItsComponentAndTheConfiguration() throws Exception {
        write(
                "mine.camel.yaml",
                "- from: { uri: \"minutes:deliveries?channel=mine\", steps: [ { to: \"probe:{{answer:none}}\" } ] }\n");
        awaitFile("mine", "WAITING");
        Bundle probe = framework.installProbe();
        probe.start();
        await().until(() -> new Delivered("none").equals(receipt("mine")));

        ConfigurationAdmin configurations = context.getService(context.getServiceReference(ConfigurationAdmin.class));
        Dictionary<String, Object> values = new Hashtable<>();
        values.put("answer", "configured");
        configurations.getConfiguration("io.yuhitsu.routes", "?").update(values);
        await().until(() -> new Delivered("configured").equals(receipt("mine")));

        probe.stop();
        awaitFile("mine", "WAITING");
        assertThat(receipt("mine")).isNull();
        probe.start();
        await().until(() -> new Delivered("configured").equals(receipt("mine")));
    }

    @Test
    void aBrokenRouteFileIsATroubleThatNamesIt() throws Exception {
        awaitFile("pipeline", "RUNNING");
        ServiceReference<?>[] found = context.getAllServiceReferences(HealthCheck.class.getName(), null);
        HealthCheck check = (HealthCheck) context.getService(found[0]);
        assertThat(check.troubles()).as("a file that waits for a component").isEmpty();
        write("mine.camel.yaml", "- from: { uri: \"timer:x\", steps: [ { nonsense: 1 } ] }\n");
        awaitFile("mine", "BROKEN");
        assertThat(check.troubles())
                .extracting(trouble -> trouble.reason().code())
                .containsExactly("route-file-broken");
        assertThat(check.troubles().get(0).reason().en()).contains("mine.camel.yaml");
    }

    @Test
    void theReadyFileGoesWithTheBundle() throws Exception {
        write("intake-folder.camel.yaml", "- from: { uri: \"timer:x\", steps: [ { log: \"x\" } ] }\n");
        write("deliver-folder.camel.yaml", "- from: { uri: \"timer:y\", steps: [ { log: \"y\" } ] }\n");
        Path ready = folder.resolve("data/run/ready");
        await().until(() -> Files.exists(ready));
        framework.close();
        assertThat(ready).doesNotExist();
    }
}
