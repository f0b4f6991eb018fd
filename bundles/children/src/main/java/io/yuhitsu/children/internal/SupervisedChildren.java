package io.yuhitsu.children.internal;

import io.yuhitsu.api.health.Health;
import io.yuhitsu.api.health.HealthCheck;
import io.yuhitsu.children.ChildPool;
import io.yuhitsu.children.ChildSpec;
import io.yuhitsu.children.Children;
import io.yuhitsu.children.PoolLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The pools of this server; their folders are in {@code run/children} of the data folder. */
@Component(service = {Children.class, HealthCheck.class})
public final class SupervisedChildren implements Children, HealthCheck {
    private final Set<SupervisedPool> pools = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> daemon("children", work));
    private final ScheduledThreadPoolExecutor watch =
            new ScheduledThreadPoolExecutor(1, work -> daemon("children-watch", work));
    private final Starter starter;

    @Activate
    public SupervisedChildren(BundleContext context) {
        this(runFolder(context));
    }

    /** @param run folder for what is needed while the server runs; file systems that forbid execution will not do */
    public SupervisedChildren(Path run) {
        Path folder = run.toAbsolutePath().resolve("children");
        Path work = folder.resolve("work");
        try {
            Folders.create(folder);
            // Left behind by a server that was killed. Its children ended when their stdin closed, unless they were
            // killed with it and had children of their own.
            Strays.killBelow(work);
            Folders.delete(work);
            Folders.create(work);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        watch.setRemoveOnCancelPolicy(true);
        watch.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        starter = new Starter(work, new ClassPaths(folder), threads, watch);
    }

    private static Path runFolder(BundleContext context) {
        String data = context.getProperty("yuhitsu.data");
        return Path.of(data == null ? context.getProperty("karaf.data") : data).resolve("run");
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public ChildPool pool(ChildSpec spec, PoolLimits limits) {
        SupervisedPool pool = new SupervisedPool(spec, limits, starter, watch, pools::remove);
        pools.add(pool);
        Meters.watch(spec.name(), this);
        return pool;
    }

    double running(String name) {
        return named(name).mapToInt(pool -> pool.pids().size()).sum();
    }

    double rssBytes(String name) {
        return named(name).mapToLong(SupervisedPool::rssBytes).sum();
    }

    private Stream<SupervisedPool> named(String name) {
        return pools.stream().filter(pool -> pool.name().equals(name));
    }

    @Override
    public List<Health.Trouble> troubles() {
        return pools.stream()
                .filter(SupervisedPool::isFailing)
                .map(SupervisedPool::name)
                .distinct()
                .map(name -> new Health.Trouble(Health.Level.DEGRADED, Death.notStarting(name)))
                .toList();
    }

    @Override
    @Deactivate
    public void close() {
        pools.parallelStream().forEach(SupervisedPool::close);
        watch.shutdownNow();
        threads.shutdown();
    }
}
