package io.yuhitsu.operations.health.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.health.Health;
import io.yuhitsu.api.health.HealthCheck;
import io.yuhitsu.api.intake.Accepted;
import io.yuhitsu.api.intake.IntakeRequest;
import io.yuhitsu.api.intake.Recorded;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.WaitFor;
import io.yuhitsu.api.pipeline.Intake;
import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.api.spi.AudioSource;
import io.yuhitsu.api.spi.SpeechModel;
import io.yuhitsu.api.spi.Transcriber;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.transcript.Word;
import io.yuhitsu.contracts.Stores;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChecksTest {
    private final Stores stores = Stores.inMemory();
    private final Parts parts = new Parts();
    private final List<SpeechModel> models =
            new ArrayList<>(List.of(new SpeechModel("ja", "vosk", Locale.JAPANESE, 1, false)));
    private Message paused;
    private long nanos;
    private final DatabaseView database =
            new DatabaseView(parts, stores.clock(), () -> nanos += 1L << 50, Duration.ofSeconds(20));
    private final Checks checks = new Checks(parts, database, stores.clock());

    ChecksTest() {
        parts.jobs = stores.jobs();
        parts.deliveries = stores.deliveries();
        parts.intake = new Intake() {
            @Override
            public Accepted accept(IntakeRequest request) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<Message> paused() {
                return Optional.ofNullable(paused);
            }
        };
        parts.decoder = new AudioDecoder() {
            @Override
            public Recorded probe(AudioSource source, CancelToken cancel) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Decoding decode(AudioSource source, CancelToken cancel) {
                throw new UnsupportedOperationException();
            }
        };
        parts.addTranscriber(transcriber());
    }

    private Transcriber transcriber() {
        return new Transcriber() {
            @Override
            public List<SpeechModel> models() {
                return List.copyOf(models);
            }

            @Override
            public int capacity() {
                return 1;
            }

            @Override
            public List<Word> transcribe(ByteBuffer pcm, SpeechModel model, CancelToken cancel) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** Some seconds later: answers are kept for a moment. */
    private Health health() {
        stores.clock().advance(Duration.ofSeconds(10));
        return checks.health();
    }

    private void assertTroubles(Health.Level level, String... codes) {
        Health health = health();
        assertThat(health.level()).isEqualTo(level);
        assertThat(health.troubles())
                .extracting(trouble -> trouble.reason().code())
                .containsExactly(codes);
    }

    @Test
    void aServerThatMissesNothingIsUp() throws Exception {
        stores.delivering(1, "folder");
        stores.dead(2);
        assertTroubles(Health.Level.UP);
    }

    @Test
    void aDatabaseThatIsAwayIsDownAndComesFirst() {
        models.clear();
        parts.jobs = null;
        assertTroubles(Health.Level.DOWN, "database-away", "model-absent");
    }

    @Test
    void aMissingCoreIsDown() {
        parts.intake = null;
        assertTroubles(Health.Level.DOWN, "core-absent");
    }

    @Test
    void aPausedIntakeIsShownInItsOwnWords() {
        paused = new Message("disk-nearly-full", "空きがありません。", "No room.");
        assertTroubles(Health.Level.DEGRADED, "disk-nearly-full");
        paused = null;
        assertTroubles(Health.Level.UP);
    }

    @Test
    void missingPartsOfSpeechAreNamed() {
        models.clear();
        assertTroubles(Health.Level.DEGRADED, "model-absent");
        parts.removeTranscriber(parts.transcribers().get(0));
        assertTroubles(Health.Level.DEGRADED, "recogniser-absent");
        parts.decoder = null;
        assertTroubles(Health.Level.DEGRADED, "decoder-absent", "recogniser-absent");
    }

    @Test
    void deliveriesThatWereGivenUpAreShownForADayUnlessTheyAreRetried() throws Exception {
        stores.delivering(1, "mail");
        stores.deliveries().die(stores.claimDelivery("mail"), Stores.REASON);
        assertTroubles(Health.Level.DEGRADED, "deliveries-died");
        assertThat(health().troubles().get(0).reason().en()).contains("1 deliveries", "mail");
        stores.clock().advance(Duration.ofHours(25));
        assertTroubles(Health.Level.UP);
    }

    @Test
    void aDeliveryThatDoesNotGetOutIsShownAfterAnHour() throws Exception {
        stores.delivering(1, "mail");
        Instant later = stores.clock().instant().plus(Duration.ofDays(1));
        stores.deliveries().wait(stores.claimDelivery("mail"), WaitFor.TIME, later, Stores.REASON, true);
        assertTroubles(Health.Level.UP);
        stores.clock().advance(Duration.ofHours(3));
        assertTroubles(Health.Level.DEGRADED, "deliveries-stuck");
    }

    @Test
    void partsSayThemselvesWhatIsWrongWithThem() {
        Message wrong = new Message("pool-dead", "起動できません。", "It does not start.");
        HealthCheck check = () -> List.of(new Health.Trouble(Health.Level.DEGRADED, wrong));
        parts.addCheck(check);
        assertTroubles(Health.Level.DEGRADED, "pool-dead");
        parts.removeCheck(check);
        assertTroubles(Health.Level.UP);
    }

    @Test
    void aCheckThatFailsIsATroubleAndHidesNoOther() {
        parts.addCheck(() -> {
            throw new IllegalStateException("for the test");
        });
        parts.intake = null;
        assertTroubles(Health.Level.DOWN, "core-absent", "check-failed");
    }

    @Test
    void anAnswerIsKeptForAMoment() throws Exception {
        assertThat(health().level()).isEqualTo(Health.Level.UP);
        parts.intake = null;
        assertThat(checks.health().level()).isEqualTo(Health.Level.UP);
        stores.clock().advance(Duration.ofSeconds(2));
        assertThat(checks.health().level()).isEqualTo(Health.Level.DOWN);
    }

    @Test
    void aJobThatIsGivenUpIsNoTroubleOfTheServer() throws Exception {
        stores.dead(1);
        assertThat(stores.jobs().counts()).containsKey(Stage.TRANSCRIBE);
        assertTroubles(Health.Level.UP);
    }
}
