package io.yuhitsu.children.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes that a child started and did not take with it when it died: the system has given them another parent, but they still carry the
 * child's folder in their environment.
 */
final class Strays {
    /** Variable of a child's environment that holds its folder, which no other process has. */
    static final String MARK = "HOME";

    private static final Logger LOG = LoggerFactory.getLogger(Strays.class);

    private Strays() {}

    /** Kills what the child of this folder left behind, and the child itself if it lives. */
    static void killOf(Path work) {
        kill(value -> value.equals(work.toString()));
    }

    /** Kills whatever belongs to a child whose folder lies below this one. */
    static void killBelow(Path folder) {
        kill(value -> value.startsWith(folder + "/"));
    }

    private static void kill(Predicate<String> isMark) {
        ProcessHandle.allProcesses()
                .filter(process -> isMark.test(mark(process.pid())))
                .forEach(process -> {
                    LOG.debug("process {} was left behind by a child and is killed", process.pid());
                    process.destroyForcibly();
                });
    }

    private static String mark(long pid) {
        try {
            byte[] environment = Files.readAllBytes(Path.of("/proc/" + pid + "/environ"));
            for (String entry : new String(environment, StandardCharsets.UTF_8).split("\0")) {
                if (entry.startsWith(MARK + "=")) {
                    return entry.substring(MARK.length() + 1);
                }
            }
        } catch (IOException e) {
            // Another user's process, or one that has just ended.
            return "";
        }
        return "";
    }
}
