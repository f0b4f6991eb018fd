package io.yuhitsu.children.internal;

import io.yuhitsu.children.ChildSpec;
import io.yuhitsu.children.child.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Starts child processes in the background and waits until they are ready. */
final class Starter {
    private final Path workFolder;
    private final ClassPaths classPaths;
    private final Executor threads;
    private final ScheduledExecutorService watch;
    private final AtomicLong count = new AtomicLong();

    Starter(Path workFolder, ClassPaths classPaths, Executor threads, ScheduledExecutorService watch) {
        this.workFolder = workFolder;
        this.classPaths = classPaths;
        this.threads = threads;
        this.watch = watch;
    }

    /**
     * @param born told of the process before it is ready; false when it is not wanted any more
     * @param ready told of the child that takes calls now
     * @param failed told when there will be none
     * @throws Error there is no thread to start it; nobody is told anything
     */
    void start(
            ChildSpec spec,
            int frameLimit,
            Predicate<ChildProcess> born,
            Consumer<ChildProcess> ready,
            Consumer<Throwable> failed) {
        threads.execute(() -> {
            ChildProcess child;
            try {
                child = startAndWait(spec, frameLimit, born);
            } catch (Throwable e) {
                // Errors too, as that there are no more threads: the pool's place must not be lost with this one.
                failed.accept(e);
                return;
            }
            ready.accept(child);
        });
    }

    private ChildProcess startAndWait(ChildSpec spec, int frameLimit, Predicate<ChildProcess> born) throws IOException {
        Path work = workFolder.resolve(spec.name() + "-" + count.incrementAndGet());
        try {
            return startAndWait(spec, frameLimit, born, work);
        } catch (RuntimeException | Error e) {
            // By its folder: the process may live without anybody having a hold on it.
            Strays.killOf(work);
            Folders.delete(work);
            throw e;
        }
    }

    private ChildProcess startAndWait(ChildSpec spec, int frameLimit, Predicate<ChildProcess> born, Path work)
            throws IOException {
        ClassPaths.Place place = classPaths.of(spec.main());
        ChildProcess child = ChildProcess.start(spec, frameLimit, place, work);
        if (!born.test(child)) {
            child.kill(Death.CLOSING);
            child.awaitEnd(1000);
            child.sweep();
            throw new IOException("the pool is closed");
        }
        ScheduledFuture<?> timeout = watch.schedule(
                () -> child.kill(Death.START), spec.startTimeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            Frame first = child.read();
            if (first.type() == Frame.READY) {
                return child;
            }
            throw first.type() == Frame.UNUSABLE
                    ? new UnusableException(text(first))
                    : new IOException("not ready, but: " + text(first));
        } catch (UnusableException e) {
            child.kill(Death.START);
            throw e;
        } catch (IOException e) {
            child.kill(Death.START);
            throw new IOException("ended with status " + child.exitStatus() + " before it was ready", e);
        } finally {
            timeout.cancel(false);
        }
    }

    private static String text(Frame frame) {
        return StandardCharsets.UTF_8.decode(frame.body()).toString();
    }

    /** The child itself said that what it was told to load cannot be used. */
    static final class UnusableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }
    }

    void onExit(ChildProcess child, Runnable action) {
        child.onExit(action, threads);
    }
}
