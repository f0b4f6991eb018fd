package io.yuhitsu.itests.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What the kernel says of a process and all that descend from it. */
public final class Processes {
    /** The kernel's unit in {@code /proc}; 100 a second on every Linux that we run on. */
    private static final double TICKS_PER_SECOND = 100;

    private Processes() {}

    /** Seconds of CPU, in user and kernel, with those of children that have ended. */
    public static double cpuSeconds(ProcessHandle process) {
        return family(process).mapToLong(Processes::ticks).sum() / TICKS_PER_SECOND;
    }

    /** Memory in MiB; what processes share is counted once. */
    public static double memoryMb(ProcessHandle process) {
        return family(process).mapToLong(Processes::pssKb).sum() / 1024.0;
    }

    /** Most resident memory that a process ever had, in MiB; 0 when it is gone. */
    public static long peakMb(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    >> 10;
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    /** Seconds of CPU of the children of a process that have ended, and of theirs. */
    public static double endedChildrenCpuSeconds(ProcessHandle process) {
        long[] times = times(process);
        return (times[2] + times[3]) / TICKS_PER_SECOND;
    }

    /** Threads of the process itself. */
    public static int threads(ProcessHandle process) {
        return entries(process, "task").size();
    }

    /** Files, sockets and pipes that the process itself has open. */
    public static List<String> open(ProcessHandle process) {
        List<String> targets = new ArrayList<>();
        for (Path file : entries(process, "fd")) {
            try {
                targets.add(Files.readSymbolicLink(file).toString());
            } catch (IOException e) {
                // Closed meanwhile.
                continue;
            }
        }
        return targets;
    }

    /** Descendants whose command line has these words in it. */
    public static List<ProcessHandle> children(ProcessHandle process, String words) {
        return process.descendants()
                .filter(child -> commandLine(child).contains(words))
                .toList();
    }

    /** Empty when it has ended, or is about to begin. */
    public static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(proc(process, "cmdline")).replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }

    /** The TCP and UDP ports at which the process or one of its descendants can be reached. */
    public static List<String> openPorts(ProcessHandle process) {
        Map<String, String> sockets = new HashMap<>();
        for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
            for (String line : lines(proc(process, "net").resolve(table))) {
                String[] fields = line.trim().split("\\s+");
                // 0A is LISTEN; a UDP socket can be reached as soon as it is bound (07).
                if (fields.length > 9 && Set.of("0A", "07").contains(fields[3])) {
                    sockets.put("socket:[" + fields[9] + "]", table + " " + fields[1]);
                }
            }
        }
        return family(process)
                .flatMap(each -> open(each).stream())
                .filter(sockets::containsKey)
                .map(sockets::get)
                .toList();
    }

    private static Stream<ProcessHandle> family(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants());
    }

    private static Path proc(ProcessHandle process, String name) {
        return Path.of("/proc", Long.toString(process.pid()), name);
    }

    private static List<Path> entries(ProcessHandle process, String folder) {
        try (Stream<Path> entries = Files.list(proc(process, folder))) {
            return entries.toList();
        } catch (IOException | UncheckedIOException e) {
            // It has ended, or is about to.
            return List.of();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long ticks(ProcessHandle process) {
        return LongStream.of(times(process)).sum();
    }

    /** In user mode, in the kernel, and both of children that have ended. */
    private static long[] times(ProcessHandle process) {
        try {
            String stat = Files.readString(proc(process, "stat"));
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
        try (Stream<String> lines = Files.lines(proc(process, "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }
}
