package io.yuhitsu.core.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.intake.IntakeRequest;
import io.yuhitsu.api.intake.IntakeRequest.SideFile;
import io.yuhitsu.api.intake.Recorded;
import io.yuhitsu.api.intake.RecordingFacts;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.Profile;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.api.job.Submission;
import io.yuhitsu.api.minutes.DateSource;
import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.api.spi.AudioSource;
import io.yuhitsu.api.spi.BlobStore;
import io.yuhitsu.api.spi.JobStore;
import io.yuhitsu.api.spi.ProfileStore;
import io.yuhitsu.api.spi.StoreUnavailableException;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.contracts.MemoryBlobStore;
import io.yuhitsu.contracts.MemoryJobStore;
import io.yuhitsu.contracts.MemoryProfileStore;
import io.yuhitsu.contracts.MutableClock;
import io.yuhitsu.contracts.Stores;
import io.yuhitsu.core.internal.CoreSettings;
import io.yuhitsu.core.internal.LiveSettings;
import io.yuhitsu.core.internal.Room;
import io.yuhitsu.core.internal.TestSettings;
import io.yuhitsu.core.internal.Wakeups;
import io.yuhitsu.json.FactsJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecordingIntakeTest {
    private static final TenantId TENANT = TenantId.DEFAULT;
    private static final byte[] AUDIO = {1, 2, 3, 4};
    private static final Message REASON = new Message("not-a-recording", "録音ではありません", "no recording");

    private final MutableClock clock = new MutableClock(Instant.parse("2026-10-05T01:00:00Z"));
    private final MemoryJobStore memory = new MemoryJobStore(clock);
    private final Disk blobs = new Disk(new MemoryBlobStore(clock));
    private final MemoryProfileStore profiles = new MemoryProfileStore();
    private final LiveSettings settings = TestSettings.live(TestSettings.get());
    private final FakeDecoder decoder = new FakeDecoder();
    private RecordingIntake intake = intake(memory, decoder);

    private RecordingIntake intake(JobStore jobs, AudioDecoder with) {
        return new RecordingIntake(jobs, blobs, profiles, settings, Room.of(blobs), new Wakeups(), with, clock);
    }

    /** A decoder that finds what a test says. */
    private static final class FakeDecoder implements AudioDecoder {
        private final AtomicReference<FailureException> refusal = new AtomicReference<>();
        private boolean incomplete;
        private Instant recordedAt;

        @Override
        public Recorded probe(AudioSource source, CancelToken cancel) throws FailureException {
            cancel.check();
            if (refusal.get() != null) {
                throw refusal.get();
            }
            return new Recorded("wav", "pcm_s16le", Duration.ofMinutes(1), 1, 16_000, recordedAt, incomplete);
        }

        @Override
        public Decoding decode(AudioSource source, CancelToken cancel) {
            throw new UnsupportedOperationException();
        }
    }

    /** A disk of a chosen size. */
    private static final class Disk implements BlobStore {
        private final BlobStore memory;
        private long free = 1L << 40;
        private long total = 1L << 40;
        private boolean full;

        private Disk(BlobStore memory) {
            this.memory = memory;
        }

        @Override
        public StoredBlob put(TenantId tenant, InputStream content, long limit) throws IOException {
            if (full) {
                free = 0;
                throw new IOException("no space left on device");
            }
            return memory.put(tenant, content, limit);
        }

        @Override
        public SeekableByteChannel open(TenantId tenant, BlobRef blob) throws IOException {
            return memory.open(tenant, blob);
        }

        @Override
        public boolean delete(TenantId tenant, BlobRef blob) throws IOException {
            return memory.delete(tenant, blob);
        }

        @Override
        public Stream<Stored> olderThan(Instant instant) throws IOException {
            return memory.olderThan(instant);
        }

        @Override
        public long freeBytes() {
            return free;
        }

        @Override
        public long totalBytes() {
            return total;
        }
    }

    private static final class Request {
        private ProfileId profile = ProfileId.DEFAULT;
        private IntakeRequest.AudioInput audio = () -> new ByteArrayInputStream(AUDIO);
        private String fileName = "定例会議.wav";
        private Instant modifiedAt;
        private SideFile side;
        private String key;
        private boolean mayGrow;

        private IntakeRequest get() {
            return new IntakeRequest(
                    TENANT, profile, audio, fileName, "2026/営業部", modifiedAt, side, key, mayGrow, "test");
        }
    }

    private final Request request = new Request();

    private Job accept() throws Exception {
        return memory.find(intake.accept(request.get()).submission().job()).orElseThrow();
    }

    private RecordingFacts facts() throws Exception {
        Job job = accept();
        try (InputStream in = Channels.newInputStream(blobs.open(TENANT, job.facts()))) {
            return FactsJson.read(in);
        }
    }

    private FailureException refused() {
        FailureException refusal = catchThrowableOfType(FailureException.class, () -> intake.accept(request.get()));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private void assertRefused(FailureKind kind, String code) {
        FailureException refusal = refused();
        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal.reason().code()).isEqualTo(code);
        assertThat(objects()).isZero();
        assertThat(memory.counts()).isEmpty();
    }

    private long objects() {
        try (Stream<BlobStore.Stored> all = blobs.olderThan(Instant.MAX)) {
            return all.count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anAcceptedRecordingIsAReadyJobWithItsBytesAndFacts() throws Exception {
        Job job = accept();
        assertThat(job.stage()).isEqualTo(Stage.TRANSCRIBE);
        assertThat(job.state()).isEqualTo(State.READY);
        assertThat(job.recording().bytes()).isEqualTo(4);
        try (InputStream in =
                Channels.newInputStream(blobs.open(TENANT, job.recording().blob()))) {
            assertThat(in.readAllBytes()).isEqualTo(AUDIO);
        }
        assertThat(objects()).isEqualTo(2);
        assertThat(memory.log(job.id())).extracting(e -> e.message().code()).containsExactly("received");
    }

    @Test
    void arrivalsAreCountedByEntryAndWhatBecameOfThem() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Metrics.addRegistry(registry);
        try {
            accept();
            accept();
            decoder.refusal.set(FailureException.badInput(REASON));
            refused();
            for (String outcome : List.of("created", "known", "bad_input")) {
                assertThat(registry.get("yuhitsu.recordings")
                                .tags("entry", "test", "outcome", outcome)
                                .counter()
                                .count())
                        .as(outcome)
                        .isEqualTo(1);
            }
        } finally {
            Metrics.removeRegistry(registry);
        }
    }

    @Test
    void theFactsKeepNameFolderAndTitle() throws Exception {
        request.fileName = "20261004_営業_会議.wav";
        RecordingFacts facts = facts();
        assertThat(facts.fileName()).isEqualTo("20261004_営業_会議.wav");
        assertThat(facts.folder()).isEqualTo("2026/営業部");
        assertThat(facts.title()).isEqualTo("営業 会議");
        assertThat(facts.notices()).isEmpty();
    }

    @Test
    void theSideFileDecidesBeforeAllElse() throws Exception {
        request.fileName = "20261004_会議.wav";
        request.side = new SideFile("役員\u0000会", "令和8年9月1日", "en", List.of("髙橋", " ", "山田\u0007"));
        RecordingFacts facts = facts();
        assertThat(facts.title()).isEqualTo("役員 会");
        assertThat(facts.date()).isEqualTo(LocalDate.of(2026, 9, 1));
        assertThat(facts.dateSource()).isEqualTo(DateSource.SIDE_FILE);
        assertThat(facts.participants()).containsExactly("髙橋", "山田");
        assertThat(accept().settings().language()).isEqualTo("en");
    }

    @Test
    void whatCannotBeReadInASideFileIsSaidInTheMinutes() throws Exception {
        request.side = new SideFile("", "いつか", "関西弁", List.of());
        RecordingFacts facts = facts();
        assertThat(facts.title()).isEqualTo("定例会議");
        assertThat(facts.dateSource()).isEqualTo(DateSource.RECEIVED);
        assertThat(facts.notices())
                .extracting(Message::code)
                .containsExactlyInAnyOrder("side-date-unknown", "side-language-unknown");
        assertThat(accept().settings().language()).isEqualTo("auto");
    }

    @Test
    void theDateComesFromNameThenContainerThenFileThenReceipt() throws Exception {
        assertThat(facts().dateSource()).isEqualTo(DateSource.RECEIVED);
        request.audio = () -> new ByteArrayInputStream(new byte[] {2});
        request.modifiedAt = Instant.parse("2026-09-30T16:00:00Z");
        assertThat(facts().date()).isEqualTo(LocalDate.of(2026, 10, 1)); // already the next day in Tokyo
        request.audio = () -> new ByteArrayInputStream(new byte[] {3});
        decoder.recordedAt = Instant.parse("2026-09-28T16:00:00Z");
        RecordingFacts container = facts();
        assertThat(container.date()).isEqualTo(LocalDate.of(2026, 9, 29));
        assertThat(container.dateSource()).isEqualTo(DateSource.CONTAINER);
        request.audio = () -> new ByteArrayInputStream(new byte[] {4});
        request.fileName = "令和8年10月1日.wav";
        assertThat(facts().dateSource()).isEqualTo(DateSource.FILE_NAME);
    }

    @Test
    void clocksThatWereNeverSetGiveNoDate() throws Exception {
        decoder.recordedAt = Instant.parse("1904-01-01T00:00:00Z");
        request.modifiedAt = Instant.parse("1980-01-01T00:00:00Z");
        assertThat(facts().dateSource()).isEqualTo(DateSource.RECEIVED);
    }

    @Test
    void timesBeyondAnyCalendarGiveNoDate() throws Exception {
        decoder.recordedAt = Instant.MAX;
        request.modifiedAt = Instant.MIN;
        assertThat(facts().dateSource()).isEqualTo(DateSource.RECEIVED);
    }

    @Test
    void ofAHundredThousandParticipantsSomeAreEnough() throws Exception {
        request.side = new SideFile("", "", "", Collections.nCopies(100_000, "山田"));
        assertThat(facts().participants()).hasSize(500);
    }

    @Test
    void aNewProfileIsMadeFromTheDefault() throws Exception {
        ProfileSettings en = new ProfileSettings(
                "en", TestSettings.get().zone(), "vosk", "auto", "standard", "会社", "", List.of("pdf"), List.of(), true);
        profiles.save(new Profile(TENANT, ProfileId.DEFAULT, en));
        request.profile = new ProfileId("営業会議");
        assertThat(accept().settings()).isEqualTo(en);
        assertThat(profiles.find(TENANT, new ProfileId("営業会議")))
                .map(Profile::settings)
                .contains(en);
    }

    @Test
    void theSettingsAreFrozen() throws Exception {
        Job job = accept();
        ProfileSettings before = job.settings();
        profiles.save(new Profile(
                TENANT,
                ProfileId.DEFAULT,
                new ProfileSettings(
                        "en", before.timeZone(), "vosk", "auto", "standard", "", "", List.of(), List.of(), true)));
        assertThat(memory.find(job.id()).orElseThrow().settings()).isEqualTo(before);
    }

    @Test
    void theSameContentTwiceIsOneJobAndLeavesNothingBehind() throws Exception {
        Job first = accept();
        request.fileName = "もう一度.wav";
        Submission again = intake.accept(request.get()).submission();
        assertThat(again).isEqualTo(new Submission.Known(first.id()));
        assertThat(objects()).isEqualTo(2);
    }

    @Test
    void theSameTransportKeyTwiceIsOneJob() throws Exception {
        request.key = "message-1/part-2";
        Job first = accept();
        request.audio = () -> new ByteArrayInputStream(new byte[] {9});
        assertThat(intake.accept(request.get()).submission()).isEqualTo(new Submission.Known(first.id()));
        assertThat(objects()).isEqualTo(2);
    }

    @Test
    void theSameContentAgainRevivesADeadJobOnItsFirstRecording() throws Exception {
        Job first = accept();
        memory.die(
                memory.claim(Stage.TRANSCRIBE, Stores.OWNER, Duration.ofMinutes(1))
                        .orElseThrow()
                        .lease(),
                REASON);
        assertThat(intake.accept(request.get()).submission()).isEqualTo(new Submission.Revived(first.id()));
        Job revived = memory.find(first.id()).orElseThrow();
        assertThat(revived.state()).isEqualTo(State.READY);
        assertThat(revived.recording()).isEqualTo(first.recording());
        assertThat(objects()).isEqualTo(2);
    }

    @Test
    void theSameContentFromManySendersAtOnceIsOneJob() throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(8);
        try {
            Callable<Submission> send = () -> intake.accept(request.get()).submission();
            List<Future<Submission>> all = senders.invokeAll(Collections.nCopies(32, send));
            int created = 0;
            for (Future<Submission> each : all) {
                created += each.get() instanceof Submission.Created ? 1 : 0;
            }
            assertThat(created).isEqualTo(1);
            assertThat(objects()).isEqualTo(2);
        } finally {
            senders.shutdown();
        }
    }

    @Test
    void whatIsNoRecordingIsRefusedWithoutATrace() {
        decoder.refusal.set(FailureException.badInput(REASON));
        assertRefused(FailureKind.BAD_INPUT, "not-a-recording");
    }

    @Test
    void aDecoderThatIsBusyKeepsTheSenderWaiting() {
        decoder.refusal.set(FailureException.busy(REASON));
        assertRefused(FailureKind.BUSY, "not-a-recording");
    }

    @Test
    void anAbsentDecoderKeepsTheSenderWaiting() {
        intake = intake(memory, null);
        assertRefused(FailureKind.BUSY, "decoder-absent");
    }

    @Test
    void anEmptyFileIsRefused() {
        request.audio = InputStream::nullInputStream;
        assertRefused(FailureKind.BAD_INPUT, "recording-empty");
    }

    @Test
    void anEmptyFileThatMayGrowIsWaitedFor() {
        request.audio = InputStream::nullInputStream;
        request.mayGrow = true;
        assertRefused(FailureKind.BUSY, "recording-incomplete");
    }

    @Test
    void anIncompleteFileThatMayGrowIsWaitedFor() {
        decoder.incomplete = true;
        request.mayGrow = true;
        assertRefused(FailureKind.BUSY, "recording-incomplete");
    }

    @Test
    void aFileThatCannotBeReadYetIsWaitedForWhileItMayGrow() {
        decoder.refusal.set(FailureException.badInput(new Message(AudioDecoder.INCOMPLETE, "途中", "incomplete")));
        assertRefused(FailureKind.BAD_INPUT, "recording-incomplete");
        request.mayGrow = true;
        assertRefused(FailureKind.BUSY, "recording-incomplete");
    }

    @Test
    void anIncompleteFileThatDoesNotGrowIsTakenWithANotice() throws Exception {
        decoder.incomplete = true;
        assertThat(facts().notices()).extracting(Message::code).containsExactly("recording-cut-off");
    }

    @Test
    void aFileOfFullSizeWhoseEndIsNotWrittenIsWaitedFor() {
        request.audio = () -> new ByteArrayInputStream(sparse(20_000, 10_000));
        request.mayGrow = true;
        assertRefused(FailureKind.BUSY, "recording-incomplete");
    }

    @Test
    void aRecordingThatEndsInSilenceIsTakenWhenItDoesNotGrow() throws Exception {
        request.audio = () -> new ByteArrayInputStream(sparse(20_000, 10_000));
        assertThat(accept().recording().bytes()).isEqualTo(20_000);
    }

    private static byte[] sparse(int size, int written) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, 0, written, (byte) 7);
        return bytes;
    }

    @Test
    void aRecordingAboveTheLimitIsRefused() {
        request.audio = () -> new ByteArrayInputStream(new byte[(1 << 20) + 1]);
        assertRefused(FailureKind.BAD_INPUT, "recording-too-large");
    }

    @Test
    void aNearlyFullDiskKeepsTheSenderWaiting() {
        TestSettings.set(settings, space(0, 1000));
        blobs.free = 999;
        assertRefused(FailureKind.BUSY, "disk-nearly-full");
    }

    @Test
    void aShareOfALargeDiskHasToBeFree() throws Exception {
        TestSettings.set(settings, space(5, 1000));
        blobs.total = 100_000;
        blobs.free = 4_999;
        assertRefused(FailureKind.BUSY, "disk-nearly-full");
        blobs.free = 5_000;
        assertThat(accept().state()).isEqualTo(State.READY);
    }

    @Test
    void aDiskThatBecomesFullKeepsTheSenderWaiting() {
        TestSettings.set(settings, space(0, 1000));
        blobs.full = true;
        FailureException refusal = refused();
        assertThat(refusal.kind()).isEqualTo(FailureKind.BUSY);
        assertThat(refusal.reason().code()).isEqualTo("disk-full");
    }

    @Test
    void theIntakeSaysThatItPausesAndGoesOnByItself() throws Exception {
        TestSettings.set(settings, space(0, 1000));
        assertThat(intake.paused()).isEmpty();
        blobs.free = 999;
        assertThat(intake.paused()).get().extracting(Message::code).isEqualTo("disk-nearly-full");
        blobs.free = 1000;
        assertThat(intake.paused()).isEmpty();
        assertThat(accept().state()).isEqualTo(State.READY);
    }

    @Test
    void aRecordingForWhichThereIsNoRoomIsNotEvenOpened() {
        request.audio = ofSize(AUDIO.length);
        TestSettings.set(settings, space(0, 1000));
        blobs.free = 1000 + AUDIO.length - 1;
        assertRefused(FailureKind.BUSY, "recording-without-room");
        assertThat(intake.paused()).as("smaller ones are taken").isEmpty();
        blobs.free = 999;
        assertRefused(FailureKind.BUSY, "disk-nearly-full");
    }

    @Test
    void aRecordingAboveTheLimitIsNotEvenOpenedWhenItsSizeIsKnown() {
        request.audio = ofSize((1 << 20) + 1);
        assertRefused(FailureKind.BAD_INPUT, "recording-too-large");
    }

    private static IntakeRequest.AudioInput ofSize(long bytes) {
        return new IntakeRequest.AudioInput() {
            @Override
            public InputStream open() {
                throw new AssertionError("opened");
            }

            @Override
            public long bytes() {
                return bytes;
            }
        };
    }

    @Test
    void aRecordingThatTurnsOutTooLargeForTheDiskIsStoppedBeforeItIsFull() {
        AtomicLong sent = new AtomicLong();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("one by one");
            }

            @Override
            public int read(byte[] to, int offset, int length) {
                sent.addAndGet(length);
                return length;
            }
        };
        Sender sender = new Sender(endless, () -> sent.get() > (200L << 20));
        byte[] buffer = new byte[1 << 16];
        assertThatThrownBy(() -> {
                    while (sent.get() < (1L << 40)) {
                        assertThat(sender.read(buffer)).isPositive();
                    }
                })
                .isInstanceOf(IOException.class);
        assertThat(sent.get()).isLessThan(300L << 20);
        assertThat(sender.brokeOff()).as("by the sender").isFalse();
    }

    @Test
    void aFaultOfTheDecoderOnAFullDiskKeepsTheSenderWaiting() {
        TestSettings.set(settings, space(0, 0));
        decoder.refusal.set(
                new FailureException(FailureKind.INTERNAL, REASON, new IOException("/x: No space left on device")));
        assertRefused(FailureKind.BUSY, "disk-full");
    }

    private static CoreSettings space(int percent, long bytes) {
        return TestSettings.withSpace(percent, bytes);
    }

    @Test
    void aSenderThatBreaksOffKeepsTheRecording() {
        request.audio = () -> new SequenceInputStream(new ByteArrayInputStream(AUDIO), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                throw new IOException("connection reset");
            }
        });
        assertRefused(FailureKind.BUSY, "recording-unreadable");
    }

    @Test
    void aFileThatCannotBeOpenedKeepsTheSenderWaiting() {
        request.audio = () -> {
            throw new IOException("permission denied");
        };
        assertRefused(FailureKind.BUSY, "recording-unreadable");
    }

    @Test
    void theObjectsOfASubmissionWhoseAnswerIsLostAreKept() {
        intake = intake(answerLost(), decoder);
        assertThat(refused().reason().code()).isEqualTo("store-unavailable");
        // The row is there and points to them; had it not been made, the sweep of orphans would remove them.
        assertThat(objects()).isEqualTo(2);
        assertThat(memory.counts()).containsKey(Stage.TRANSCRIBE);
    }

    @Test
    void aStoreThatAnswersButTakesNoChangesCostsNoCopyOfTheRecording() {
        JobStore readOnly = (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (proxy, method, args) -> {
                    throw new StoreUnavailableException("read-only", null, true);
                });
        intake = intake(readOnly, decoder);
        assertThat(refused().reason().code()).isEqualTo("store-unavailable");
        assertThat(objects()).isZero();
    }

    @Test
    void aStoreThatIsAwayCostsNoCopyOfTheRecording() {
        AtomicInteger opened = new AtomicInteger();
        request.audio = () -> {
            opened.incrementAndGet();
            return new ByteArrayInputStream(AUDIO);
        };
        ProfileStore away = (ProfileStore) Proxy.newProxyInstance(
                ProfileStore.class.getClassLoader(), new Class<?>[] {ProfileStore.class}, (proxy, method, args) -> {
                    throw new StoreUnavailableException("away", null);
                });
        intake = new RecordingIntake(memory, blobs, away, settings, Room.of(blobs), new Wakeups(), decoder, clock);
        assertRefused(FailureKind.BUSY, "store-unavailable");
        assertThat(opened).hasValue(0);
    }

    private JobStore answerLost() {
        return (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (proxy, method, args) -> {
                    try {
                        Object answer = method.invoke(memory, args);
                        if (method.getName().equals("submit")) {
                            throw new StoreUnavailableException("connection lost after the commit", null);
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void aStoppingServerRefuses() {
        intake.stop();
        assertRefused(FailureKind.BUSY, "stopping");
    }
}
