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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OrphanTest {
    @TempDir
    Path run;

    @Test
    void childrenEndByThemselvesWhenTheirServerIsKilled() throws Exception {
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Server.class.getName(),
                        run.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<ProcessHandle> children = new ArrayList<>();
        try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < 2; i++) {
                children.add(ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow());
            }
            assertThat(children).allMatch(ProcessHandle::isAlive);

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
            ChildPool pool = Children.below(Path.of(args[0]))
                    .pool(ChildSpec.of("obliging", ObligingChild.class), PoolLimits.of(2, 2));
            while (pool.pids().size() < 2) {
                Thread.sleep(20);
            }
            ChildCall call = pool.open(Duration.ofHours(1), CancelToken.none());
            call.send(1, ByteBuffer.wrap("spin".getBytes(StandardCharsets.UTF_8)));
            pool.pids().forEach(System.out::println);
            call.receive();
        }
    }
}
