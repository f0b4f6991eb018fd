package io.yuhitsu.children.internal;

import io.yuhitsu.children.ChildSpec;
import io.yuhitsu.children.child.ChildMain;
import io.yuhitsu.children.child.Frame;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** One running child and its pipes. */
final class ChildProcess {
    /**
     * What a child may have reserved without using it, in MiB: stacks of its threads and the JVM's own room. Counts beside heap and
     * resident memory, so that the watch, which gives a better reason, comes first whenever it is quick enough.
     */
    private static final int UNUSED_MB = 128;

    /** Sets the limits that hold for native memory too and gives way to the JVM. A lower limit of the administrator stays. */
    private static final String LIMITED =
            "unset PWD OLDPWD SHLVL; ulimit -c 0; ulimit -d \"$1\" 2>/dev/null; shift; exec \"$@\"";

    /** Exit status of who was killed. */
    private static final int SIGKILL = 128 + 9;

    private final ChildSpec spec;
    private final int frameLimit;
    private final Process process;
    private final Path work;
    private final InputStream in;
    private final OutputStream out;
    private final AtomicReference<Death> death = new AtomicReference<>();
    private int calls;
    private long idleSince;

    private ChildProcess(ChildSpec spec, int frameLimit, Process process, Path work) {
        this.spec = spec;
        this.frameLimit = frameLimit;
        this.process = process;
        this.work = work;
        this.in = process.getInputStream();
        this.out = new BufferedOutputStream(process.getOutputStream(), 1 << 13);
        StderrLog.drain(spec.name(), process);
    }

    /** Starts the process; it is not ready yet. */
    static ChildProcess start(ChildSpec spec, int frameLimit, ClassPaths.Place place, Path work) throws IOException {
        Files.createDirectories(work);
        ProcessBuilder builder = new ProcessBuilder(command(spec, frameLimit, place, work));
        builder.directory(work.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(Map.of(
                "PATH",
                "/usr/bin:/bin",
                "LC_ALL",
                "C.UTF-8",
                Strays.MARK,
                work.toString(),
                "TMPDIR",
                work.toString(),
                // One malloc arena per thread makes the resident memory of native code unpredictable.
                "MALLOC_ARENA_MAX",
                "2"));
        return new ChildProcess(spec, frameLimit, builder.start(), work);
    }

    private static List<String> command(ChildSpec spec, int frameLimit, ClassPaths.Place place, Path work) {
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                LIMITED,
                "sh",
                Long.toString(1024L * (spec.maxRssMb() + spec.heapMb() + UNUSED_MB)),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + spec.heapMb() + "m",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                "-XX:+ExitOnOutOfMemoryError",
                // Dumps and error files hold what was in memory: what people said in a meeting.
                "-XX:-CreateCoredumpOnCrash",
                "-XX:-HeapDumpOnOutOfMemoryError",
                "-XX:ErrorFile=/dev/null",
                // stdout is the pipe of the frames: the JVM, too, is to complain on stderr.
                "-XX:+DisplayVMOutputToStderr",
                "-Xlog:disable",
                "-Xlog:all=warning:stderr",
                "-Dfile.encoding=UTF-8",
                "-Dsun.jnu.encoding=UTF-8",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + work,
                "-D" + ChildMain.FRAME_LIMIT + "=" + frameLimit));
        for (String arg : spec.jvmArgs()) {
            command.add(arg.replace(ChildSpec.SHARED, place.shared().toString()));
        }
        command.add("-cp");
        command.add(place.classPath());
        command.add(spec.main().getName());
        command.addAll(spec.args());
        return command;
    }

    ChildSpec spec() {
        return spec;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive() && death.get() == null;
    }

    void onExit(Runnable action, Executor executor) {
        var unused = process.onExit().thenRunAsync(action, executor);
    }

    /** Blocks; the caller sees to the deadline. */
    Frame read() throws IOException {
        return Frame.read(in, frameLimit);
    }

    /** Blocks; the caller sees to the deadline. */
    void write(int type, ByteBuffer... body) throws IOException {
        int length = 0;
        for (ByteBuffer part : body) {
            length = Math.addExact(length, part.remaining());
        }
        if (length > frameLimit) {
            throw new IllegalArgumentException("frame of " + length + " bytes");
        }
        ByteBuffer header = ByteBuffer.allocate(Frame.HEADER);
        Frame.putHeader(header, type, length);
        out.write(header.array());
        for (ByteBuffer part : body) {
            if (part.hasArray()) {
                out.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
            } else {
                byte[] copy = new byte[part.remaining()];
                part.duplicate().get(copy);
                out.write(copy);
            }
            part.position(part.limit());
        }
        out.flush();
    }

    /** Kills the child and whatever it has started. The first reason counts. */
    void kill(Death reason) {
        if (death.compareAndSet(null, reason)) {
            List<ProcessHandle> descendants = process.descendants().toList();
            process.destroyForcibly();
            descendants.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** Why it ended; DIED or MEMORY when nobody here killed it. */
    Death death() {
        if (death.get() == null) {
            // Its pipe is closed. One that lives on without is of no use any more.
            kill(awaitEnd(1000) ? Death.DIED : Death.GARBAGE);
        }
        Death reason = death.get();
        return reason == Death.DIED && exitStatus() == ChildMain.OUT_OF_MEMORY ? Death.MEMORY : reason;
    }

    /** Whether it was killed, but not by its pool: by the system for want of memory, as a rule. To be asked of one that has ended. */
    boolean isKilledFromOutside() {
        return death() == Death.DIED && exitStatus() == SIGKILL;
    }

    /** What the system says, or -1 when it does not end. */
    int exitStatus() {
        return awaitEnd(1000) ? process.exitValue() : -1;
    }

    boolean awaitEnd(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Resident memory in MiB; 0 when the system does not say. */
    long rssMb() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid() + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10;
                }
            }
        } catch (IOException e) {
            // It has just ended, which its pipe tells better.
            return 0;
        }
        return 0;
    }

    /** Counts a call that was done. */
    int calledOnceMore() {
        return ++calls;
    }

    void idleFrom(long nanoTime) {
        idleSince = nanoTime;
    }

    long idleSince() {
        return idleSince;
    }

    /** Ends processes that it left behind and removes what lies in its folder. */
    void sweep() {
        Strays.killOf(work);
        Folders.delete(work);
    }
}
