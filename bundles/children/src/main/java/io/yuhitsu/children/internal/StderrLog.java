package io.yuhitsu.children.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a child's stderr to its end, so that the child never blocks on it, and logs a bounded part of it. */
final class StderrLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.yuhitsu.children.stderr");
    private static final int LINE = 400;
    private static final int LINES = 20;
    private static final long WINDOW_NANOS = 10_000_000_000L;

    private final String name;
    private final long pid;
    private final StringBuilder line = new StringBuilder();
    private long windowStart = System.nanoTime();
    private int linesInWindow;
    private int dropped;

    private StderrLog(String name, long pid) {
        this.name = name;
        this.pid = pid;
    }

    static void drain(String name, Process process) {
        StderrLog log = new StderrLog(name, process.pid());
        Thread thread = new Thread(() -> log.read(process.getErrorStream()), "child-stderr-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void read(InputStream stderr) {
        byte[] buffer = new byte[4096];
        try (stderr) {
            for (int n = stderr.read(buffer); n >= 0; n = stderr.read(buffer)) {
                add(new String(buffer, 0, n, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            LOG.debug("{} {}: stderr is gone", name, pid, e);
        }
        endLine();
        reportDropped();
    }

    private void add(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                endLine();
            } else if (line.length() < LINE) {
                line.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
    }

    private void endLine() {
        if (line.isEmpty()) {
            return;
        }
        if (System.nanoTime() - windowStart > WINDOW_NANOS) {
            reportDropped();
            windowStart = System.nanoTime();
            linesInWindow = 0;
        }
        if (++linesInWindow <= LINES) {
            LOG.info("{} {}: {}", name, pid, line);
        } else {
            dropped++;
        }
        line.setLength(0);
    }

    private void reportDropped() {
        if (dropped > 0) {
            LOG.info("{} {}: {} further lines left out", name, pid, dropped);
            dropped = 0;
        }
    }
}
