package io.yuhitsu.store.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.spi.BlobStore;
import io.yuhitsu.contracts.MutableClock;
import io.yuhitsu.contracts.Stores;
import io.yuhitsu.store.internal.blob.FolderBlobStore;
import io.yuhitsu.store.internal.key.KeyRing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class KilledTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void killedServerLosesNothingThatItSaidAndLeavesNothingHalf() throws Exception {
        List<String> said = dieInTheMiddle();
        JobId open = new JobId(last(said, "OPEN "));
        JobId held = new JobId(last(said, "HELD "));
        MutableClock clock = new MutableClock(Instant.parse("2026-10-06T00:00:00Z"));

        try (Database database = TestDatabase.open(folder, clock)) {
            Stores after = new Stores(new JdbcJobStore(database), new JdbcDeliveryStore(database), clock);
            assertThat(said)
                    .filteredOn(line -> line.startsWith("DONE "))
                    .hasSize(20)
                    .allSatisfy(line -> assertThat(after.jobs().find(new JobId(line.substring(5))))
                            .isPresent());
            assertThat(after.jobs().find(open)).isEmpty();
            Job running = after.find(held);
            assertThat(running.state()).isEqualTo(State.RUNNING);
            assertThat(after.jobs().segments(held, 1, "plan")).hasSize(1);

            assertThat(after.jobs().sweep().ready()).containsExactly(Stage.TRANSCRIBE);
            assertThat(after.claim(Stage.TRANSCRIBE).job()).isEqualTo(held);
        }
        BlobStore blobs = new FolderBlobStore(folder.resolve("blobs"), new KeyRing(folder.resolve("keys"), List.of()));
        try (Stream<BlobStore.Stored> objects = blobs.olderThan(Instant.MAX)) {
            assertThat(objects).isEmpty();
        }
    }

    private static String last(List<String> said, String prefix) {
        return said.stream()
                .filter(line -> line.startsWith(prefix))
                .findFirst()
                .orElseThrow(() -> new AssertionError(said))
                .substring(prefix.length());
    }

    private List<String> dieInTheMiddle() throws IOException, InterruptedException {
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingServer.class.getName(),
                        folder.toString())
                .redirectError(folder.resolve("server.log").toFile())
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
                if (line.startsWith("OPEN ")) {
                    assertThatThrownBy(() -> TestDatabase.open(folder, new MutableClock()))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("open in another server");
                    break;
                }
            }
        } finally {
            server.destroyForcibly();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        return said;
    }
}
