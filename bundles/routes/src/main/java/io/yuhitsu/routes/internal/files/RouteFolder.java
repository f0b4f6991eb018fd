package io.yuhitsu.routes.internal.files;

import io.yuhitsu.routes.RouteFile;
import io.yuhitsu.routes.RouteFile.Origin;
import io.yuhitsu.routes.RouteFile.State;
import io.yuhitsu.routes.RouteFiles;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All route files: the shipped ones and those of the folder, which stand in for shipped ones of the same name. One thread does it all. */
final class RouteFolder implements RouteFiles, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RouteFolder.class);
    private static final long POLL_MILLIS = 50;
    private static final long STOP_MILLIS = 4_000;
    private static final long READY_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Map<String, String> shipped;
    private final FolderWatch watch;
    private final RouteContexts contexts;
    private final LastGood lastGood;
    private final Secrets secrets;
    private final ReadyFile ready;
    private final Drain drain = new Drain(RouteFolder::thread);
    private final Map<String, RouteUnit> units = new ConcurrentSkipListMap<>();
    private final ScheduledExecutorService one = Executors.newSingleThreadScheduledExecutor(RouteFolder::thread);
    private Map<String, String> settings;
    private boolean begun;
    private boolean isReady;
    private boolean complained;
    private boolean failing;
    private long since;

    /** @param shipped texts by file name */
    RouteFolder(
            Map<String, String> shipped,
            FolderWatch watch,
            RouteContexts contexts,
            LastGood lastGood,
            Secrets secrets,
            ReadyFile ready,
            Map<String, String> settings) {
        this.shipped = new TreeMap<>(shipped);
        this.watch = watch;
        this.contexts = contexts;
        this.lastGood = lastGood;
        this.secrets = secrets;
        this.ready = ready;
        this.settings = Map.copyOf(settings);
    }

    /** Camel and its components look for their parts through the thread's class loader. */
    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "yuhitsu-routes");
        thread.setDaemon(true);
        thread.setContextClassLoader(CamelContext.class.getClassLoader());
        return thread;
    }

    void open() {
        ready.remove();
        since = System.nanoTime();
        var unused = one.scheduleWithFixedDelay(this::tick, 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public List<RouteFile> list() {
        return units.values().stream().map(RouteUnit::view).toList();
    }

    void configure(Map<String, String> changed) {
        later(() -> {
            settings = Map.copyOf(changed);
            units.values().forEach(unit -> unit.configure(settings));
        });
    }

    void componentCame(String scheme) {
        later(() -> units.values().forEach(unit -> unit.componentCame(scheme, settings)));
    }

    void componentWent(String scheme) {
        later(() -> units.values().forEach(unit -> unit.componentWent(scheme)));
    }

    @Override
    public void close() {
        ready.remove();
        one.shutdown();
        boolean interrupted = false;
        try {
            if (!one.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
                one.shutdownNow();
            }
            List<RouteVersion> running = units.values().stream()
                    .flatMap(unit -> unit.running().stream())
                    .toList();
            drain.finish(running, STOP_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        // It may have been written while the last look ended.
        ready.remove();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void later(Runnable work) {
        try {
            one.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException | Error e) {
                    LOG.error("route files: a change could not be taken over", e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("the server stops; nothing changes any more");
        }
    }

    /** Nothing that goes wrong in one look may end the looking. */
    private void tick() {
        try {
            look();
            drain.look();
            checkReady();
            failing = false;
        } catch (IOException | RuntimeException | Error e) {
            if (!failing) {
                failing = true;
                LOG.warn("the route files could not be looked through; tried again", e);
            }
        }
    }

    private void look() throws IOException {
        List<FolderWatch.Event> events = watch.look();
        if (!begun) {
            begun = true;
            Map<String, FolderWatch.Event> byName = new TreeMap<>();
            events.forEach(event -> byName.put(event.name(), event));
            shipped.forEach((name, text) -> {
                if (!byName.containsKey(name)) {
                    apply(new RouteSource(name, Origin.SHIPPED, text));
                }
            });
        }
        events.forEach(this::take);
    }

    private void take(FolderWatch.Event event) {
        if (event instanceof FolderWatch.Event.Changed changed) {
            apply(new RouteSource(changed.name(), Origin.OVERRIDDEN, changed.text()));
        } else if (event instanceof FolderWatch.Event.Unusable unusable) {
            RouteSource source = new RouteSource(unusable.name(), Origin.OVERRIDDEN, "");
            unit(source).refuse(source, unusable.why(), settings);
        } else {
            gone(event.name());
        }
    }

    private void apply(RouteSource source) {
        unit(source).apply(source, settings);
    }

    private void gone(String name) {
        String text = shipped.get(name);
        if (text != null) {
            apply(new RouteSource(name, Origin.SHIPPED, text));
            return;
        }
        RouteUnit unit = units.remove(name);
        if (unit != null) {
            unit.retire();
            LOG.info("route file {} is gone; its routes end", name);
        }
    }

    private RouteUnit unit(RouteSource source) {
        return units.computeIfAbsent(
                source.name(), name -> new RouteUnit(source, contexts, lastGood, secrets, drain::add));
    }

    private void checkReady() {
        if (isReady) {
            return;
        }
        List<RouteFile> missing = list().stream()
                .filter(file -> shipped.containsKey(file.name()))
                .filter(file -> file.state() == State.WAITING || file.state() == State.BROKEN)
                .toList();
        if (missing.isEmpty()) {
            isReady = true;
            ready.write();
            LOG.info("all routes run");
        } else if (!complained && System.nanoTime() - since > READY_NANOS) {
            complained = true;
            missing.forEach(file -> LOG.error(
                    "the server is not ready: route file {} {}: {}", file.name(), file.state(), file.message()));
        }
    }
}
