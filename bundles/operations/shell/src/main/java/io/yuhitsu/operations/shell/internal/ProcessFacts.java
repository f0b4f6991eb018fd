package io.yuhitsu.operations.shell.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;

/** The server's process and its children, in numbers and names of classes. */
final class ProcessFacts {
    private static final int MOST_CLASSES = 200;

    private ProcessFacts() {}

    static ObjectNode numbers() throws IOException {
        ObjectNode node = Json.object();
        ProcessHandle self = ProcessHandle.current();
        node.put("startedAt", self.info().startInstant().map(Object::toString).orElse(null));
        node.put("cpuMs", self.info().totalCpuDuration().map(d -> d.toMillis()).orElse(null));
        memory(self, node.putObject("memory"));
        ObjectNode pools = node.putObject("heapBytes");
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            pools.put(pool.getName(), pool.getUsage().getUsed());
        }
        ObjectNode collectors = node.putObject("collections");
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collectors.put(
                    collector.getName(),
                    collector.getCollectionCount() + " in " + collector.getCollectionTime() + " ms");
        }
        node.put("threads", ManagementFactory.getThreadMXBean().getThreadCount());
        ArrayNode children = node.putArray("children");
        for (ProcessHandle child : self.descendants().toList()) {
            ObjectNode each = children.addObject();
            each.put(
                    "startedAt",
                    child.info().startInstant().map(Object::toString).orElse(null));
            each.put(
                    "cpuMs",
                    child.info().totalCpuDuration().map(d -> d.toMillis()).orElse(null));
            memory(child, each.putObject("memory"));
        }
        return node;
    }

    private static void memory(ProcessHandle process, ObjectNode node) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (Files.isReadable(status)) {
            for (String line : Files.readAllLines(status)) {
                if (line.matches("(VmRSS|VmHWM|VmSwap|Threads|FDSize):.*")) {
                    node.put(
                            line.substring(0, line.indexOf(':')),
                            line.substring(line.indexOf(':') + 1).strip());
                }
            }
        }
    }

    static String threads() {
        ThreadInfo[] threads = ManagementFactory.getThreadMXBean().dumpAllThreads(true, true);
        Arrays.sort(threads, Comparator.comparingLong(ThreadInfo::getThreadId));
        StringBuilder out = new StringBuilder();
        for (ThreadInfo thread : threads) {
            out.append('"')
                    .append(withoutNames(thread.getThreadName()))
                    .append("\" #")
                    .append(thread.getThreadId());
            out.append(' ').append(thread.getThreadState());
            if (thread.getLockInfo() != null) {
                out.append(" on ").append(thread.getLockInfo());
            }
            if (thread.getLockOwnerId() >= 0) {
                out.append(" held by #").append(thread.getLockOwnerId());
            }
            out.append('\n');
            StackTraceElement[] frames = thread.getStackTrace();
            for (int depth = 0; depth < frames.length; depth++) {
                out.append("    at ").append(frames[depth]).append('\n');
                for (MonitorInfo held : thread.getLockedMonitors()) {
                    if (held.getLockedStackDepth() == depth) {
                        out.append("    - holds ").append(held).append('\n');
                    }
                }
            }
            out.append('\n');
        }
        return out.toString();
    }

    /** Camel names its threads after addresses in route files, and those may hold anything. */
    static String withoutNames(String thread) {
        if (thread.startsWith("Camel")) {
            return "Camel";
        }
        return thread.matches("[A-Za-z][A-Za-z0-9 #.:_-]{0,60}") ? thread : "?";
    }

    /** Classes by the room that their objects take. */
    static String heap() throws JMException {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        return histogram.lines().limit(MOST_CLASSES).collect(Collectors.joining("\n", "", "\n"));
    }
}
