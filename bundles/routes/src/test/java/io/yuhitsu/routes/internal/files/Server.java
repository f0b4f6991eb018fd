package io.yuhitsu.routes.internal.files;

import static org.awaitility.Awaitility.await;

import io.yuhitsu.routes.RouteFile;
import io.yuhitsu.routes.RouteFile.State;
import io.yuhitsu.routes.testing.MemoryChannels;
import io.yuhitsu.routes.testing.MemoryIntake;
import io.yuhitsu.routes.testing.MemoryPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.impl.DefaultCamelContext;

/** The route folder with everything behind it in memory, on a data folder of its own. */
final class Server implements AutoCloseable {
    final MemoryPipeline pipeline = new MemoryPipeline();
    final MemoryIntake intake = new MemoryIntake();
    final MemoryChannels channels = new MemoryChannels();
    final TestComponents components = new TestComponents();
    final Map<String, String> shipped = new TreeMap<>();
    final Map<String, String> settings = new TreeMap<>();
    final Path data;
    final Path routes;
    private RouteFolder folder;

    Server(Path data) throws IOException {
        this.data = data;
        this.routes = data.resolve("routes");
        Files.createDirectories(routes);
        Files.setPosixFilePermissions(routes, PosixFilePermissions.fromString("rwx------"));
    }

    Server start() {
        Secrets secrets = new Secrets(data.resolve("etc/secrets"));
        RouteContexts contexts = new RouteContexts(
                DefaultCamelContext::new, new Schemes(components), secrets, data, pipeline, intake, channels);
        folder = new RouteFolder(
                shipped,
                new FolderWatch(routes),
                contexts,
                new LastGood(data.resolve("run/routes")),
                secrets,
                new ReadyFile(ready()),
                Values.of(settings, data.toString()));
        folder.open();
        return this;
    }

    RouteFolder folder() {
        return folder;
    }

    Path ready() {
        return data.resolve("run/ready");
    }

    void write(String name, String text) throws IOException {
        Path aside = data.resolve("aside");
        Files.writeString(aside, text);
        Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-------"));
        Files.move(aside, routes.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    void secret(String name, String value, String permissions) throws IOException {
        Path file = data.resolve("etc/secrets").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, value);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    RouteFile file(String name) {
        return folder.list().stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    RouteFile awaitState(String name, State state) {
        return await().until(() -> file(name), file -> file != null && file.state() == state);
    }

    /** Waits until what is wrong with the file is said by that code. */
    RouteFile awaitMessage(String name, String code) {
        return await().until(
                        () -> file(name),
                        file -> file != null
                                && file.findMessage()
                                        .filter(message -> message.code().equals(code))
                                        .isPresent());
    }

    @Override
    public void close() {
        if (folder != null) {
            folder.close();
            folder = null;
        }
    }
}
