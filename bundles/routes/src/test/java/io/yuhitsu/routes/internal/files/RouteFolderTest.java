package io.yuhitsu.routes.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.spi.DeliveryChannel.Delivered;
import io.yuhitsu.routes.RouteFile;
import io.yuhitsu.routes.RouteFile.Origin;
import io.yuhitsu.routes.testing.Deliveries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteFolderTest {
    private static final String NAME = "a.camel.yaml";

    @TempDir
    Path data;

    private Server server;

    @BeforeEach
    void prepare() throws IOException {
        server = new Server(data);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String transcribe(String id) {
        return """
                - route:
                    id: %s
                    from:
                      uri: minutes:jobs
                      parameters:
                        stage: transcribe
                        concurrency: 2
                      steps:
                        - to: minutes:transcribe
                """
                .formatted(id);
    }

    private static String channel(String receipt) {
        return """
                - route:
                    id: dms
                    from:
                      uri: minutes:deliveries
                      parameters: { channel: dms }
                      steps:
                        - setHeader: { name: MinutesReceipt, constant: "%s" }
                """
                .formatted(receipt);
    }

    private String receipt() throws InterruptedException {
        return server.channels
                                .find("dms")
                                .map(channel -> {
                                    try {
                                        return channel.deliver(Deliveries.request(), CancelToken.none());
                                    } catch (InterruptedException e) {
                                        throw new IllegalStateException(e);
                                    }
                                })
                                .orElse(null)
                        instanceof Delivered done
                ? done.receipt()
                : null;
    }

    @Test
    void anErrorOfAPluginBreaksItsOwnRouteOnlyAndEndsNoLooking() throws IOException {
        server.components.add("torn", "io.yuhitsu.test", () -> {
            throw new NoClassDefFoundError("io/yuhitsu/Absent");
        });
        server.start();
        server.write("torn.camel.yaml", "- route: {from: {uri: 'torn:x', steps: [{to: 'log:x'}]}}");
        assertThat(server.awaitState("torn.camel.yaml", RouteFile.State.BROKEN)
                        .findMessage()
                        .orElseThrow()
                        .en())
                .contains("io/yuhitsu/Absent");
        server.write(NAME, transcribe("t"));
        server.awaitState(NAME, RouteFile.State.RUNNING);
    }

    @Test
    void aNewFileRunsAChangedOneTakesOverAndARemovedOneEnds() throws Exception {
        server.start();
        server.write(NAME, channel("v1"));
        await().until(() -> "v1".equals(receipt()));
        server.write(NAME, channel("v2"));
        await().until(() -> "v2".equals(receipt()));
        assertThat(server.channels.gaps()).isZero();
        Files.delete(server.routes.resolve(NAME));
        await().until(() -> server.channels.find("dms").isEmpty() && server.file(NAME) == null);
    }

    @Test
    void aFileInTheFolderStandsInForTheShippedOneOfItsNameAsLongAsItIsThere() throws Exception {
        server.shipped.put(NAME, channel("shipped"));
        server.write(NAME, channel("mine"));
        server.start();
        await().until(() -> "mine".equals(receipt()));
        assertThat(server.file(NAME).origin()).isEqualTo(Origin.OVERRIDDEN);
        Files.delete(server.routes.resolve(NAME));
        await().until(() -> "shipped".equals(receipt()));
        assertThat(server.file(NAME).origin()).isEqualTo(Origin.SHIPPED);
    }

    @Test
    void runningWorkEndsOnTheOldVersionWhileTheNewOneTakesNewWork() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        server.write(NAME, transcribe("v1"));
        JobId slow = server.pipeline.add();
        server.pipeline.step(work -> {
            if (work.lease().job().equals(slow)) {
                begun.countDown();
                go.await();
            }
        });
        server.start();
        begun.await();
        server.write(NAME, transcribe("v2"));
        await().until(() -> server.file(NAME).routes().equals(List.of("v2")));
        JobId fresh = server.pipeline.add();
        await().until(() -> server.pipeline.stage(fresh) == Stage.SUMMARISE);
        assertThat(server.pipeline.state(slow)).isEqualTo(State.RUNNING);
        go.countDown();
        await().until(() -> server.pipeline.stage(slow) == Stage.SUMMARISE);
        assertThat(server.pipeline.givenBack(slow)).isZero();
    }

    @Test
    void changesUnderLoadLoseNothingAndRepeatNothing() throws Exception {
        server.write(NAME, transcribe("v0"));
        server.start();
        server.awaitState(NAME, RouteFile.State.RUNNING);
        List<JobId> jobs = new ArrayList<>();
        for (int version = 1; version <= 5; version++) {
            String id = "v" + version;
            server.write(NAME, transcribe(id));
            while (!server.file(NAME).routes().equals(List.of(id))) {
                JobId job = server.pipeline.add();
                jobs.add(job);
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> server.pipeline.stage(job) == Stage.SUMMARISE);
            }
        }
        await().until(() -> jobs.stream().allMatch(job -> server.pipeline.stage(job) == Stage.SUMMARISE));
        assertThat(jobs).hasSizeGreaterThan(5).allMatch(job -> server.pipeline.ran(job) == 1);
    }

    @Test
    void messagesOnTheirWayThroughTheFilesOwnQueuesAreNotLost() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        server.pipeline.step(work -> {
            begun.countDown();
            go.await();
        });
        String text =
                """
                - route:
                    id: %s
                    from:
                      uri: "minutes:jobs?stage=transcribe"
                      steps:
                        - to: direct:work
                        - to: direct:after
                - route:
                    from: { uri: "direct:work", steps: [ { to: "minutes:transcribe" } ] }
                - route:
                    from: { uri: "direct:after", steps: [ { log: "after" } ] }
                """;
        JobId job = server.pipeline.add();
        server.write(NAME, text.formatted("v1"));
        server.start();
        begun.await();
        server.write(NAME, text.formatted("v2"));
        await().until(() -> server.file(NAME).routes().contains("v2"));
        go.countDown();
        await().until(() -> server.pipeline.stage(job) == Stage.SUMMARISE);
    }

    @Test
    void aFileThatBreaksOffAtAnyLineNeverEndsWhatRuns() throws Exception {
        String whole = transcribe("whole");
        server.write(NAME, whole);
        server.start();
        server.awaitState(NAME, RouteFile.State.RUNNING);
        List<String> lines = whole.lines().toList();
        for (int kept = 0; kept < lines.size(); kept++) {
            String cut = String.join("\n", lines.subList(0, kept)) + "\n";
            server.write(NAME, cut);
            server.awaitState(NAME, RouteFile.State.STALE);
            assertThat(server.file(NAME).routes()).containsExactly("whole");
            JobId job = server.pipeline.add();
            await().until(() -> server.pipeline.stage(job) == Stage.SUMMARISE);
            server.write(NAME, whole);
            server.awaitState(NAME, RouteFile.State.RUNNING);
        }
    }

    @Test
    void whatDoesNotBuildAtAStartRunsFromItsLastGoodTextAndSaysSo() throws Exception {
        server.write(NAME, channel("good"));
        server.start();
        await().until(() -> "good".equals(receipt()));
        server.close();
        server.write(NAME, "- route: {");
        server.start();
        RouteFile file = server.awaitState(NAME, RouteFile.State.STALE);
        assertThat(file.findMessage()).get().extracting("code").isEqualTo("not-yaml");
        assertThat(receipt()).isEqualTo("good");
    }

    @Test
    void aBrokenFileWithNothingBeforeItIsBroken() throws Exception {
        server.write(NAME, "- route: {");
        server.start();
        assertThat(server.awaitState(NAME, RouteFile.State.BROKEN).routes()).isEmpty();
    }

    @Test
    void aFolderOrFileThatOthersMayWriteIsNotUsed() throws Exception {
        server.write(NAME, channel("v1"));
        Files.setPosixFilePermissions(server.routes, PosixFilePermissions.fromString("rwxrwx---"));
        server.start();
        server.awaitMessage(NAME, "file-open");
        assertThat(server.channels.find("dms")).isEmpty();
        Files.setPosixFilePermissions(server.routes, PosixFilePermissions.fromString("rwxr-x---"));
        await().until(() -> "v1".equals(receipt()));
        Files.setPosixFilePermissions(server.routes.resolve(NAME), PosixFilePermissions.fromString("rw----rw-"));
        server.awaitMessage(NAME, "file-open");
        assertThat(server.file(NAME).state()).isEqualTo(RouteFile.State.STALE);
        assertThat(receipt()).isEqualTo("v1");
    }

    @Test
    void theReadyFileIsThereFromTheFirstTimeThatAllShippedFilesRunUntilTheStop() throws Exception {
        server.shipped.put(NAME, channel("v1"));
        server.shipped.put("b.camel.yaml", "- from: { uri: \"late:x\", steps: [ { log: \"x\" } ] }\n");
        Files.createDirectories(server.ready().getParent());
        Files.writeString(server.ready(), "left behind by a crash");
        server.start();
        server.awaitState(NAME, RouteFile.State.RUNNING);
        server.awaitMessage("b.camel.yaml", "component-missing");
        assertThat(server.ready()).doesNotExist();
        server.components.add("late", "io.yuhitsu.intake.late", TestComponents.Entry::new);
        server.folder().componentCame("late");
        await().until(() -> Files.exists(server.ready()));
        server.components.remove("late");
        server.folder().componentWent("late");
        server.awaitState("b.camel.yaml", RouteFile.State.WAITING);
        assertThat(server.ready()).exists();
        server.close();
        assertThat(server.ready()).doesNotExist();
    }

    @Test
    void aStoppingServerGivesWorkBackAndLeavesNoThread() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean told = new AtomicBoolean();
        server.pipeline.step(work -> {
            CountDownLatch cancelled = new CountDownLatch(1);
            work.cancel().onTrip(cancelled::countDown);
            begun.countDown();
            cancelled.await();
            told.set(true);
            work.cancel().check();
        });
        JobId job = server.pipeline.add();
        server.write(NAME, transcribe("v1"));
        server.start();
        begun.await();
        server.close();
        assertThat(told).isTrue();
        assertThat(server.pipeline.givenBack(job)).isPositive();
        assertThat(server.pipeline.state(job)).isEqualTo(State.READY);
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().contains("minutes-transcribe")
                        || thread.getName().equals("yuhitsu-routes")));
    }
}
