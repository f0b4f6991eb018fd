package io.yuhitsu.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Java machine, and what the system lets it have. */
final class JavaCheck {
    private static final Pattern HEAP = Pattern.compile("^-Xmx(\\d+)([kmgKMG]?)$", Pattern.MULTILINE);
    private static final Pattern FILES = Pattern.compile("^Max open files +(\\S+) +(\\S+)", Pattern.MULTILINE);
    private static final long MIB = 1 << 20;
    /** What the server needs beside its heap (classes, code, threads), with one decoder and one recogniser of a demo model. */
    private static final long BESIDE_HEAP_MIB = 500;

    private static final int FEW_FILES = 4096;

    private JavaCheck() {}

    static void look(Site site, Findings findings) throws IOException, InterruptedException {
        options(site, findings);
        memory(site, findings);
        openFiles(findings);
    }

    /** The script has seen to Java's version; whether it starts with these options only Java itself can tell. */
    private static void options(Site site, Findings findings) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + site.home().resolve("etc/java.options"));
        Path own = site.etc().resolve("java.options");
        if (Files.isReadable(own)) {
            command.add("@" + own);
        }
        command.add("-version");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        String said;
        try (InputStream out = process.getInputStream()) {
            said = new String(out.readNBytes(65_536), StandardCharsets.UTF_8);
        }
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        } else if (process.exitValue() == 0) {
            return;
        }
        String first = said.lines().filter(line -> !line.isBlank()).findFirst().orElse("?");
        findings.error(Files.exists(own) ? "java-options-own" : "java-options", first, own);
    }

    private static void memory(Site site, Findings findings) throws IOException {
        long heap = Math.max(heapMib(site.home().resolve("etc/java.options")), 0);
        long own = heapMib(site.etc().resolve("java.options"));
        if (own > 0) {
            heap = own;
        }
        long recognisers = Settings.number(site, "io.yuhitsu.speech.vosk.cfg", "memory.mb", 0);
        long needed = heap + Math.max(BESIDE_HEAP_MIB, recognisers);
        long machine = ((com.sun.management.OperatingSystemMXBean)
                                java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                        .getTotalMemorySize()
                / MIB;
        if (needed > machine) {
            findings.warn(
                    cgroupLimited(machine) ? "memory-container" : "memory-machine",
                    String.valueOf(machine),
                    String.valueOf(needed),
                    String.valueOf(heap));
        }
    }

    /** Whether it is not the machine that is small, but the share of it that a container or a service may use. */
    private static boolean cgroupLimited(long mib) throws IOException {
        String total = Files.readAllLines(Path.of("/proc/meminfo")).get(0).replaceAll("[^0-9]", "");
        return mib < Long.parseLong(total) / 1024 - 1;
    }

    /** -1 when the file names no heap. */
    static long heapMib(Path options) throws IOException {
        if (!Files.isReadable(options)) {
            return -1;
        }
        long mib = -1;
        Matcher found = HEAP.matcher(Files.readString(options));
        while (found.find()) {
            long number = Long.parseLong(found.group(1));
            mib = switch (found.group(2).toLowerCase(Locale.ROOT)) {
                case "g" -> number * 1024;
                case "m" -> number;
                case "k" -> number / 1024;
                default -> number / MIB;
            };
        }
        return mib;
    }

    private static void openFiles(Findings findings) throws IOException {
        // Java raises the soft limit to the hard one.
        Optional<String> hard = Optional.of(FILES.matcher(Files.readString(Path.of("/proc/self/limits"))))
                .filter(Matcher::find)
                .map(found -> found.group(2));
        if (hard.isPresent() && hard.get().matches("[0-9]{1,9}") && Integer.parseInt(hard.get()) < FEW_FILES) {
            findings.warn("few-open-files", hard.get(), String.valueOf(FEW_FILES));
            findings.command("ulimit -n " + FEW_FILES);
        }
    }
}
