package io.yuhitsu.speech.vosk.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory there is, as Linux says. All numbers are MiB. */
final class MachineMemory {
    private static final long UNKNOWN_MB = 4096;

    private MachineMemory() {}

    /** Of the machine, or of the container when that has less. */
    static long total() {
        long machine = kilobytes(Path.of("/proc/meminfo"), "MemTotal:");
        long total = machine > 0 ? machine >> 10 : UNKNOWN_MB;
        try {
            long container = Long.parseLong(Files.readString(Path.of("/sys/fs/cgroup/memory.max"))
                            .strip())
                    >> 20;
            return Math.min(total, container);
        } catch (IOException | NumberFormatException e) {
            // No container, or one without a limit.
            return total;
        }
    }

    /** Resident memory of a process; 0 when it is gone. */
    static long of(long pid) {
        return kilobytes(Path.of("/proc/" + pid + "/status"), "VmHWM:") >> 10;
    }

    private static long kilobytes(Path file, String field) {
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith(field)) {
                    return Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
        } catch (IOException e) {
            return 0;
        }
        return 0;
    }
}
