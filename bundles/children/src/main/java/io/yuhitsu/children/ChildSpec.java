package io.yuhitsu.children;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How a child process is started.
 *
 * <p>Its class path is what the bundle of {@code main} holds: the bundle's own classes, each {@code child/*.jar} in it, what lies
 * below {@code child/classes} in it, and {@code io.yuhitsu.children.child}; outside OSGi the class path of this process.
 *
 * @param name short, for logs and folders: {@code decoder}
 * @param main class with a {@code main} method that calls {@code ChildMain.serve}
 * @param args of {@code main}
 * @param jvmArgs further arguments for the JVM. {@link #SHARED} in an argument stands for a folder of this program version that all its
 *     children share and that outlives them: for unpacked native libraries
 * @param heapMb Java heap, in MiB
 * @param maxRssMb resident memory, native memory included, in MiB; a child that has more is killed
 * @param startTimeout until the child has to be ready
 */
public record ChildSpec(
        String name,
        Class<?> main,
        List<String> args,
        List<String> jvmArgs,
        int heapMb,
        int maxRssMb,
        Duration startTimeout) {
    /** Stands for the folder that the children of one program version share. */
    public static final String SHARED = "{shared}";

    public ChildSpec {
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("name of children: " + name);
        }
        Objects.requireNonNull(main);
        Objects.requireNonNull(startTimeout);
        args = List.copyOf(args);
        jvmArgs = List.copyOf(jvmArgs);
    }

    /** 64 MiB of heap, 512 MiB in all, ready within 30 s, code compiled by the quick compiler only. */
    public static ChildSpec of(String name, Class<?> main) {
        return new ChildSpec(
                name, main, List.of(), List.of("-XX:TieredStopAtLevel=1"), 64, 512, Duration.ofSeconds(30));
    }

    public ChildSpec withArgs(String... more) {
        return new ChildSpec(name, main, List.of(more), jvmArgs, heapMb, maxRssMb, startTimeout);
    }

    /** Adds to the arguments of the JVM. */
    public ChildSpec withJvmArgs(String... more) {
        List<String> all = new ArrayList<>(jvmArgs);
        all.addAll(List.of(more));
        return new ChildSpec(name, main, args, all, heapMb, maxRssMb, startTimeout);
    }

    public ChildSpec withMemory(int heapMb, int maxRssMb) {
        return new ChildSpec(name, main, args, jvmArgs, heapMb, maxRssMb, startTimeout);
    }

    public ChildSpec withStartTimeout(Duration timeout) {
        return new ChildSpec(name, main, args, jvmArgs, heapMb, maxRssMb, timeout);
    }
}
