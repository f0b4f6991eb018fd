package io.yuhitsu.children;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.spi.Transcriber;
import io.yuhitsu.children.child.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ChildPoolTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final ChildSpec OBLIGING =
            ChildSpec.of("obliging", ObligingChild.class).withMemory(32, 250);

    @TempDir
    Path run;

    private Children children;

    @BeforeEach
    void open() {
        children = Children.below(run);
    }

    @AfterEach
    void close() {
        children.close();
    }

    @Test
    void aCallIsAnsweredAndItsChildServesTheNext() throws Exception {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(1, 0));

        assertThat(order(pool, "echo 議事録")).isEqualTo("議事録");
        assertThat(order(pool, "pid")).isEqualTo(order(pool, "pid"));
    }

    @Test
    void warmChildrenAreReadyBeforeTheFirstCall() {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(3, 2));

        await().atMost(LONG).until(() -> pool.pids().size() == 2);
    }

    @Test
    void aSpareIsStartedWhenTheWarmChildIsTaken() throws Exception {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(2, 1));
        await().atMost(LONG).until(() -> pool.pids().size() == 1);

        try (ChildCall call = pool.open(LONG, CancelToken.none())) {
            call.send(1, text("hang"));
            await().atMost(LONG).until(() -> pool.pids().size() == 2);
        }
    }

    @Test
    void strayPrintsDoNotDisturbTheFrames() throws Exception {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(1, 0));

        assertThat(order(pool, "print")).isEqualTo("printed");
        assertThat(order(pool, "echo x")).isEqualTo("x");
    }

    @Test
    void muchOnStderrDoesNotBlockTheChild() throws Exception {
        assertThat(order(children.pool(OBLIGING, PoolLimits.of(1, 0)), "chatter"))
                .isEqualTo("said");
    }

    @Test
    void theChildAsksItsParentForBytesDuringACall() throws Exception {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(1, 0));
        byte[] content = new byte[1_000_003];
        java.util.Arrays.fill(content, (byte) 1);

        String sum = pool.call(LONG, CancelToken.none(), call -> {
            call.send(1, text("sum " + content.length));
            while (true) {
                Frame frame = call.receive();
                if (frame.type() == ObligingChild.SAY) {
                    return string(frame);
                }
                int at = (int) frame.body().getLong();
                call.send(ObligingChild.ASK, ByteBuffer.wrap(content, at, Math.min(1 << 17, content.length - at)));
            }
        });

        assertThat(sum).isEqualTo("1000003");
    }

    @Test
    void theChildSeesNothingOfTheServersEnvironmentAndOnlyItsOwnFolders() throws Exception {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(1, 0));

        // Some shells name themselves in "_".
        assertThat(order(pool, "environment").split(" "))
                .filteredOn(name -> !name.equals("_"))
                .containsExactlyInAnyOrder("PATH", "LC_ALL", "HOME", "TMPDIR", "MALLOC_ARENA_MAX");
        assertThat(order(pool, "property java.io.tmpdir"))
                .startsWith(run.toAbsolutePath().toString());
        assertThat(order(pool, "property user.dir"))
                .startsWith(run.toAbsolutePath().toString());
        assertThat(order(pool, "property sun.jnu.encoding")).isEqualTo("UTF-8");
    }

    @Test
    void aDeathFailsTheCallAsChildDiedAndTheChildIsReplaced() throws Exception {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(1, 1));
        String before = order(pool, "pid");

        FailureException failure = failureOf(pool, "crash");

        assertThat(failure.kind()).isEqualTo(FailureKind.INTERNAL);
        assertThat(failure.reason().code()).isEqualTo(Transcriber.CHILD_DIED);
        assertThat(failure.reason().en()).contains("139");
        assertThat(order(pool, "pid")).isNotEqualTo(before);
        await().atMost(LONG).until(() -> pool.pids().size() == 1);
    }

    @Test
    void aNativeCrashLeavesNoFileBehind() throws Exception {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(1, 0));

        assertThat(failureOf(pool, "segfault").reason().code()).isEqualTo(Transcriber.CHILD_DIED);

        await().atMost(LONG).untilAsserted(() -> assertThat(filesBelow(run)).isEmpty());
    }

    @Test
    void anIdleChildThatIsKilledIsReplaced() throws Exception {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(1, 1));
        // Asked, so that it is idle and not just starting.
        long before = Long.parseLong(order(pool, "pid"));

        ProcessHandle.of(before).orElseThrow().destroyForcibly();

        await().atMost(LONG).until(() -> pool.pids().size() == 1 && pool.pids().get(0) != before);
    }

    @Test
    void aSignalToTheWholeGroupLeavesTheChildrenToTheServer() throws Exception {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(1, 0));
        String pid = order(pool, "pid");

        ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroy();

        for (int i = 0; i < 100; i++) {
            assertThat(order(pool, "pid")).isEqualTo(pid);
        }
    }

    @Test
    void aChildThatHangsIsKilledAtTheDeadline() {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(1, 0));

        FailureException failure = catchThrowableOfType(
                FailureException.class, () -> order(pool, "hang", Duration.ofMillis(300), CancelToken.none()));

        assertThat(failure.reason().code()).isEqualTo(Transcriber.CHILD_DIED);
        assertThat(failure.reason().en()).contains("too long");
        await().atMost(LONG).until(() -> pool.pids().isEmpty());
    }

    @Test
    void aChildThatHogsMemoryIsKilled() {
        FailureException failure = failureOf(
                children.pool(OBLIGING.withJvmArgs("-XX:MaxDirectMemorySize=20g"), PoolLimits.of(1, 0)), "hog");

        assertThat(failure.reason().code()).isEqualTo(Transcriber.CHILD_DIED);
        assertThat(failure.reason().en()).contains("250 MiB");
    }

    /** Between what the pool watches and what the system refuses. */
    @Test
    void aChildThatKeepsMoreThanItsMemoryIsKilledThoughTheSystemGaveIt() {
        FailureException failure = failureOf(
                children.pool(OBLIGING.withJvmArgs("-XX:MaxDirectMemorySize=20g"), PoolLimits.of(1, 0)), "keep 280");

        assertThat(failure.reason().code()).isEqualTo(Transcriber.CHILD_DIED);
        assertThat(failure.reason().en()).contains("250 MiB");
    }

    @Test
    void nativeMemoryBeyondTheLimitIsNotGivenAtAll() throws Exception {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(1, 0));

        assertThat(order(pool, "grab 100")).startsWith("given");
        assertThat(order(pool, "grab 1024")).isEqualTo("refused");
    }

    @Test
    void progressEarnsNoMoreTimeThanTheDeadline() {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(1, 0));

        FailureException failure = catchThrowableOfType(
                FailureException.class,
                () -> pool.call(Duration.ofMillis(500), CancelToken.none(), call -> {
                    call.extend(Duration.ofHours(12));
                    call.send(1, text("hang"));
                    return call.receive();
                }));

        assertThat(failure.reason().en()).contains("too long");
    }

    @Test
    void anAnswerWithoutSenseKillsTheChild() throws Exception {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(1, 0));
        String before = order(pool, "pid");

        FailureException failure = catchThrowableOfType(
                FailureException.class,
                () -> pool.call(LONG, CancelToken.none(), call -> {
                    call.send(1, text("echo nonsense"));
                    throw call.senseless(null);
                }));

        assertThat(failure.reason().code()).isEqualTo(Transcriber.CHILD_DIED);
        assertThat(failure.reason().en()).contains("cannot be understood");
        assertThat(order(pool, "pid")).isNotEqualTo(before);
    }

    /** crash: by itself and by the operating system; hang: waiting and computing; memory hog; garbage; closed pipe. */
    @ParameterizedTest
    @ValueSource(strings = {"crash", "segfault", "hang", "spin", "native", "hog", "garbage", "mute", "throw"})
    void afterADeathOfAnyKindThePoolIsBackToItsSize(String order) throws Exception {
        ChildPool pool = children.pool(
                OBLIGING.withMemory(64, 300).withJvmArgs("-XX:MaxDirectMemorySize=20g"), PoolLimits.of(2, 2));
        await().atMost(LONG).until(() -> pool.pids().size() == 2);
        List<Long> before = pool.pids();

        FailureException failure = catchThrowableOfType(
                FailureException.class, () -> order(pool, order, Duration.ofSeconds(2), CancelToken.none()));

        assertThat(failure.kind()).isEqualTo(FailureKind.INTERNAL);
        await().atMost(LONG).until(() -> pool.pids().size() == 2 && !pool.pids().equals(before));
        assertThat(order(pool, "echo on")).isEqualTo("on");
    }

    @Test
    void grandchildrenEndWithTheChildThatCrashed() throws Exception {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(1, 0));
        ProcessHandle grandchild =
                ProcessHandle.of(Long.parseLong(order(pool, "grandchild"))).orElseThrow();

        assertThat(failureOf(pool, "crash").reason().code()).isEqualTo(Transcriber.CHILD_DIED);

        await().atMost(LONG).until(() -> !grandchild.isAlive());
    }

    @Test
    void whatAKilledServerLeftBehindEndsWhenTheNextOneStarts() throws Exception {
        Process stray = stray(run.toAbsolutePath().resolve("children/work/decoder-7"));
        Process stranger = stray(run.toAbsolutePath().resolve("children/work-of-others/decoder-7"));
        try (Children next = Children.below(run)) {
            assertThat(next.pool(OBLIGING, PoolLimits.of(1, 0)).pids()).isEmpty();

            await().atMost(LONG).until(() -> !stray.isAlive());
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stray.destroyForcibly();
            stranger.destroyForcibly();
        }
    }

    private static Process stray(Path home) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sleep", "1000");
        builder.environment().put("HOME", home.toString());
        return builder.start();
    }

    @Test
    void garbageOnThePipeKillsTheChild() {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(1, 0));

        FailureException failure = failureOf(pool, "garbage");

        assertThat(failure.reason().code()).isEqualTo(Transcriber.CHILD_DIED);
        assertThat(failure.reason().en()).contains("cannot be understood");
        await().atMost(LONG).until(() -> pool.pids().isEmpty());
    }

    @Test
    void aChildThatSendsTooMuchIsKilled() {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(1, 0).withOutput(1 << 20, 10 << 20));

        FailureException failure = catchThrowableOfType(
                FailureException.class,
                () -> pool.call(LONG, CancelToken.none(), call -> {
                    call.send(1, text("flood"));
                    while (true) {
                        call.receive();
                    }
                }));

        assertThat(failure.reason().en()).contains("more data than allowed");
    }

    @Test
    void anExceptionInTheChildFailsTheCallWithoutItsMessage() {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(1, 0));

        FailureException failure = failureOf(pool, "throw");

        assertThat(failure.kind()).isEqualTo(FailureKind.INTERNAL);
        assertThat(failure.reason().code()).isEqualTo(Transcriber.CHILD_DIED);
        assertThat(failure.reason().en()).contains("could not do its work");
        assertThat(failure).hasMessageNotContaining("secret");
    }

    @Test
    void aTrippedTokenKillsTheChildAndItsDescendants() throws Exception {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(1, 0));
        ProcessHandle grandchild =
                ProcessHandle.of(Long.parseLong(order(pool, "grandchild"))).orElseThrow();
        CancelToken cancel = new CancelToken();
        CompletableFuture<String> call = inBackground(() -> order(pool, "spin", LONG, cancel));
        await().atMost(LONG).until(() -> pool.pids().size() == 1);

        cancel.trip();

        assertThatThrownBy(call::join).isInstanceOf(CancellationException.class);
        await().atMost(LONG).until(() -> pool.pids().isEmpty() && !grandchild.isAlive());
    }

    @Test
    void anInterruptedCallerIsLetGo() {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(1, 0));
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                order(pool, "hang");
            } catch (Exception e) {
                thrown.set(e);
            }
        });
        caller.start();
        await().atMost(LONG).until(() -> !pool.pids().isEmpty());

        caller.interrupt();

        await().atMost(LONG).until(() -> thrown.get() != null);
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aCallWaitsForTheChildThatAnotherCallHolds() throws Exception {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(1, 0));
        order(pool, "pid");
        try (ChildCall held = pool.open(LONG, CancelToken.none())) {
            held.send(1, text("hang"));
            CompletableFuture<String> queued = inBackground(() -> order(pool, "echo next"));
            held.close();
            assertThat(queued.join()).isEqualTo("next");
        }
    }

    @Test
    void aCallThatFindsNoChildIsBusy() {
        ChildPool pool = children.pool(
                OBLIGING.withArgs("late riser"), PoolLimits.of(1, 0).withPatience(Duration.ofMillis(100)));

        FailureException failure = failureOf(pool, "echo x");

        // The only child was still starting when the caller's patience ended.
        assertThat(failure.kind()).isEqualTo(FailureKind.BUSY);
        assertThat(failure.reason().code()).isEqualTo(ChildPool.NO_CHILD);
    }

    @Test
    void moreCallersThanChildrenAllGetTheirTurn() {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(2, 1));
        List<CompletableFuture<String>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String word = "w" + i;
            calls.add(inBackground(() -> order(pool, "echo " + word)));
        }

        assertThat(calls.stream().map(CompletableFuture::join).distinct()).hasSize(40);
        assertThat(pool.pids()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void aChildIsReplacedAfterItsNumberOfCalls() throws Exception {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(1, 0).withRecycling(2));
        List<String> pids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            pids.add(order(pool, "pid"));
        }

        assertThat(pids.get(0)).isEqualTo(pids.get(1)).isNotEqualTo(pids.get(2));
        assertThat(pids.get(2)).isEqualTo(pids.get(3));
    }

    @Test
    void anIdlePoolShrinksToItsWarmChildren() {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(3, 1).withIdle(Duration.ofMillis(100)));
        List<CompletableFuture<String>> calls = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            calls.add(inBackground(() -> order(pool, "pid")));
        }
        calls.forEach(CompletableFuture::join);

        await().during(Duration.ofMillis(300))
                .atMost(LONG)
                .until(() -> pool.pids().size() == 1);
    }

    @Test
    void childrenThatCannotStartFailTheCall() {
        FailureException failure =
                failureOf(children.pool(OBLIGING.withArgs("stillborn"), PoolLimits.of(1, 0)), "echo x");

        assertThat(failure.kind()).isEqualTo(FailureKind.INTERNAL);
        assertThat(failure.reason().code()).isEqualTo(ChildPool.NOT_STARTED);
    }

    @Test
    void aChildKilledWhileItStartsSaysNothingAboutWhatItWasToLoad() throws Exception {
        ChildPool pool = children.pool(OBLIGING.withArgs("late riser"), PoolLimits.of(1, 0));
        CompletableFuture<String> call = inBackground(() -> order(pool, "echo x"));
        await().atMost(LONG).until(() -> !pool.pids().isEmpty());
        pool.pids().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));

        assertThatThrownBy(call::join).cause().isInstanceOfSatisfying(FailureException.class, failure -> assertThat(
                        failure.reason().code())
                .isEqualTo(ChildPool.NOT_STARTED));
    }

    @Test
    void aChildThatReportsThatItCannotUseItsArgumentsIsToldFromOneThatDied() {
        FailureException failure = failureOf(children.pool(OBLIGING.withArgs("choosy"), PoolLimits.of(1, 0)), "echo x");

        assertThat(failure.kind()).isEqualTo(FailureKind.INTERNAL);
        assertThat(failure.reason().code()).isEqualTo(ChildPool.UNUSABLE);
    }

    @Test
    void closingKillsAllChildrenAndFailsTheirCallsAsBusy() throws Exception {
        ChildPool pool = children.pool(OBLIGING, PoolLimits.of(2, 1));
        CompletableFuture<String> call = inBackground(() -> order(pool, "hang"));
        await().atMost(LONG).until(() -> pool.pids().size() == 2);
        List<Long> pids = pool.pids();

        children.close();

        assertThat(pids)
                .noneMatch(
                        pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
        assertThatThrownBy(call::join)
                .hasCauseInstanceOf(FailureException.class)
                .satisfies(e ->
                        assertThat(((FailureException) e.getCause()).kind()).isEqualTo(FailureKind.BUSY));
        assertThat(filesBelow(run)).isEmpty();
    }

    private static String order(ChildPool pool, String order) throws FailureException, InterruptedException {
        return order(pool, order, LONG, CancelToken.none());
    }

    private static String order(ChildPool pool, String order, Duration deadline, CancelToken cancel)
            throws FailureException, InterruptedException {
        return pool.call(deadline, cancel, call -> {
            call.send(1, text(order));
            return string(call.receive());
        });
    }

    private static FailureException failureOf(ChildPool pool, String order) {
        return catchThrowableOfType(FailureException.class, () -> order(pool, order));
    }

    private interface Attempt {
        String run() throws FailureException, InterruptedException;
    }

    private static CompletableFuture<String> inBackground(Attempt attempt) {
        CompletableFuture<String> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(attempt.run());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String string(Frame frame) {
        return StandardCharsets.UTF_8.decode(frame.body()).toString();
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }
}
