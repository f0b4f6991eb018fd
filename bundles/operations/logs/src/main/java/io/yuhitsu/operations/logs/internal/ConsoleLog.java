package io.yuhitsu.operations.logs.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks each second whether {@code log/console.log}, to which the system appends whatever the server prints, has grown too long. */
@Component(
        service = {},
        immediate = true)
public final class ConsoleLog {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleLog.class);
    private static final long MOST = 20L * 1024 * 1024;
    private static final int KEPT = 1024 * 1024;

    private final CutFile file;
    private final ScheduledExecutorService clock;
    private boolean failing;

    @Activate
    public ConsoleLog(BundleContext context) {
        this(new CutFile(Path.of(context.getProperty("yuhitsu.data"), "log", "console.log"), MOST, KEPT));
    }

    private ConsoleLog(CutFile file) {
        this.file = file;
        clock = Executors.newSingleThreadScheduledExecutor(look -> {
            Thread thread = new Thread(look, "yuhitsu-console-log");
            thread.setDaemon(true);
            return thread;
        });
        var unused = clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            if (file.cut()) {
                LOG.info("console.log had grown beyond {} MiB and was cut; its end was kept", MOST >> 20);
            }
            failing = false;
        } catch (IOException | RuntimeException e) {
            if (!failing) {
                failing = true;
                LOG.warn("console.log could not be cut; tried again", e);
            }
        }
    }

    @Deactivate
    void stop() {
        clock.shutdownNow();
    }
}
