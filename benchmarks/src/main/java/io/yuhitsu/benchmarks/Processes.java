package io.yuhitsu.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What the kernel says of a process and all that descend from it. */
final class Processes {
    /** The kernel's unit in {@code /proc}; 100 a second on every Linux that we run on. */
    private static final double TICKS_PER_SECOND = 100;

    private Processes() {}

    /** Seconds of CPU, in user and kernel, with those of children that have ended. */
    static double cpuSeconds(ProcessHandle process) {
        return family(process).mapToLong(Processes::ticks).sum() / TICKS_PER_SECOND;
    }

    /** Memory in MiB; what processes share is counted once. */
    static double memoryMb(ProcessHandle process) {
        return family(process).mapToLong(Processes::pssKb).sum() / 1024.0;
    }

    /** Most resident memory that a process ever had, in MiB; 0 when it is gone. */
    static long peakMb(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    >> 10;
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static Stream<ProcessHandle> family(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants());
    }

    /** Seconds of CPU of the children of a process that have ended, and of theirs. */
    static double endedChildrenCpuSeconds(ProcessHandle process) {
        long[] times = times(process);
        return (times[2] + times[3]) / TICKS_PER_SECOND;
    }

    private static long ticks(ProcessHandle process) {
        return LongStream.of(times(process)).sum();
    }

    /** In user mode, in the kernel, and both of children that have ended. */
    private static long[] times(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return Stream.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "))
                    .skip(11)
                    .limit(4)
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (IOException e) {
            // It has just ended; its parent has its time now.
            return new long[4];
        }
    }

    private static long pssKb(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }
}
