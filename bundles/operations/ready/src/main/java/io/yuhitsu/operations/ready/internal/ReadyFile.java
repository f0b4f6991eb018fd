package io.yuhitsu.operations.ready.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.karaf.features.BootFinished;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The file {@code run/ready} exists while the server is up; the launcher waits for it. */
@Component(service = {})
public final class ReadyFile {
    private final Path file = Path.of(System.getProperty("yuhitsu.data"), "run", "ready");

    @Activate
    public ReadyFile(@Reference BootFinished booted) throws IOException {
        Files.writeString(file, ProcessHandle.current().pid() + "\n");
    }

    @Deactivate
    void gone() throws IOException {
        Files.deleteIfExists(file);
    }
}
