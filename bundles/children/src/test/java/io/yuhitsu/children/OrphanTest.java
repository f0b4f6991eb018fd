package io.yuhitsu.children;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.api.CancelToken;
import java.io.BufferedReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OrphanTest {
    @TempDir
    Path run;

    /** A child that is idle, and one that starts, computes, is deep in native code, cannot write because nobody reads, or has a child of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"late riser", "spin", "native", "flood", "grandchild"})
    void noChildSurvivesFiveSecondsWhenItsServerIsKilled(String order) throws Exception {
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Server.class.getName(),
                        run.toString(),
                        order)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<ProcessHandle> children = new ArrayList<>();
        try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
            for (int pids = Integer.parseInt(out.readLine()); pids > 0; pids--) {
                children.add(ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow());
            }
            assertThat(children).hasSizeGreaterThanOrEqualTo(2).allMatch(ProcessHandle::isAlive);

            server.destroyForcibly();

            await().atMost(Duration.ofSeconds(5)).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        } finally {
            server.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** A server with one busy and one idle child. */
    static final class Server {
        private Server() {}

        public static void main(String[] args) throws Exception {
            Children children = Children.below(Path.of(args[0]));
            ChildSpec spec = ChildSpec.of("obliging", ObligingChild.class);
            ChildPool pool = children.pool(spec, PoolLimits.of(2, 2));
            boolean starts = args[1].equals("late riser");
            if (starts) {
                children.pool(spec.withArgs(args[1]), PoolLimits.of(1, 1));
            }
            ChildCall call = pool.open(Duration.ofHours(1), CancelToken.none());
            while (pool.pids().size() < 2 || descendants().size() < (starts ? 3 : 2)) {
                Thread.sleep(20);
            }
            if (!starts) {
                call.send(1, ByteBuffer.wrap(args[1].getBytes(StandardCharsets.UTF_8)));
            }
            if (args[1].equals("grandchild")) {
                call.receive();
            }
            // That far into what was ordered; the kill has to hit it at work.
            Thread.sleep(500);
            System.out.println(descendants().size());
            descendants().forEach(System.out::println);
            Thread.sleep(1_000_000);
        }

        private static List<Long> descendants() {
            return ProcessHandle.current().descendants().map(ProcessHandle::pid).toList();
        }
    }
}
