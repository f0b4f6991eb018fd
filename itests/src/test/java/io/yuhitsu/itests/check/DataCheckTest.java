package io.yuhitsu.itests.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A check that cannot fail proves nothing: each rule sees the damage that it is made for. */
class DataCheckTest {
    private static final Duration LIMIT = Duration.ofDays(1);

    @TempDir
    static Path original;

    private static SoundFolder made;

    @TempDir
    Path folder;

    private SoundFolder sound;

    @BeforeAll
    static void makeSoundFolder() throws Exception {
        made = SoundFolder.make(original.resolve("data"));
    }

    @BeforeEach
    void copySoundFolder() throws Exception {
        sound = made.copy(folder.resolve("data"));
    }

    private List<String> rules() throws IOException {
        return new DataCheck(sound.data())
                .settled(sound.handedIn(), LIMIT).stream()
                        .map(Violation::rule)
                        .distinct()
                        .toList();
    }

    @Test
    void aSoundFolderBreaksNoPromise() throws IOException {
        assertThat(new DataCheck(sound.data()).settled(sound.handedIn(), LIMIT)).isEmpty();
        assertThat(new DataCheck(sound.data()).atAnyTime(sound.handedIn())).isEmpty();
    }

    @Test
    void aFolderBeforeItsFirstStartBreaksNoPromise() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(new DataCheck(empty).settled(List.of(), LIMIT)).isEmpty();
    }

    @Test
    void theCheckChangesNothing() throws IOException {
        Map<String, String> before = contents();
        rules();
        assertThat(contents()).isEqualTo(before);
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(sound.data())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String content = Files.isRegularFile(file) ? Snapshot.read(file).sha256() : "folder";
                contents.put(file.toString(), content + " " + Files.getLastModifiedTime(file));
            }
        }
        return contents;
    }

    @Test
    void aViolationIsOneLineThatNamesRuleAndJob() throws Exception {
        sound.sql("update jobs set state = 'READY', stage = 'RENDER'");
        assertThat(new DataCheck(sound.data()).settled(List.of(), LIMIT))
                .extracting(Violation::toString)
                .containsExactly("every-job-ends: job " + SoundFolder.JOB + " is RENDER READY");
    }

    @Test
    void aRecordingThatIsNeitherInTheInboxNorAJobIsLost() throws IOException {
        List<Expected> handedIn = new ArrayList<>(sound.handedIn());
        handedIn.add(new Expected("default", "gone.wav", "0".repeat(64), Expected.Fate.MINUTES));
        assertThat(new DataCheck(sound.data()).atAnyTime(handedIn))
                .extracting(Violation::rule)
                .containsExactly("nothing-acknowledged-is-lost");
    }

    @Test
    void aRecordingThatIsStillInTheInboxIsNotLostButNotDone() throws IOException {
        Path waiting = sound.write("inbox/default/b.wav", SoundFolder.bytes("other words"));
        List<Expected> handedIn = new ArrayList<>(sound.handedIn());
        handedIn.add(new Expected("default", "b.wav", Snapshot.read(waiting).sha256(), Expected.Fate.MINUTES));
        assertThat(new DataCheck(sound.data()).atAnyTime(handedIn)).isEmpty();
        assertThat(new DataCheck(sound.data()).settled(handedIn, LIMIT))
                .extracting(Violation::rule)
                .containsExactlyInAnyOrder(
                        "every-recording-becomes-minutes", "inbox-is-empty", "accepted-has-every-recording");
    }

    @Test
    void secondJobOfTheSameRecordingIsSeen() throws Exception {
        // As it could be in a database that lost its constraint.
        sound.sql("alter table jobs drop constraint jobs_content");
        sound.sql(
                "insert into jobs (id, tenant, profile, recording_blob, recording_sha256, recording_bytes, facts_blob, settings,"
                        + " version, stage, state, attempts, child_deaths, result_stored, progress, received_at, changed_at)"
                        + " select 'j02', tenant, profile, recording_blob, recording_sha256, recording_bytes, facts_blob, settings,"
                        + " version, stage, 'CANCELLED', attempts, child_deaths, result_stored, progress, received_at, changed_at from jobs");
        assertThat(rules()).contains("one-job-per-recording");
    }

    @Test
    void aJobThatDiedIsSeenUnlessItIsThePoison() throws Exception {
        sound.sql("update jobs set state = 'DEAD', reason_en = 'why'");
        assertThat(rules()).containsExactlyInAnyOrder("every-recording-becomes-minutes", "every-job-ends");
        Expected recording = sound.handedIn().get(0);
        Expected poison = new Expected(recording.profile(), recording.name(), recording.sha256(), Expected.Fate.POISON);
        assertThat(new DataCheck(sound.data()).settled(List.of(poison), LIMIT)).isEmpty();
    }

    @Test
    void aPoisonThatBecameMinutesIsSeen() throws Exception {
        Expected recording = sound.handedIn().get(0);
        Expected poison = new Expected(recording.profile(), recording.name(), recording.sha256(), Expected.Fate.POISON);
        assertThat(new DataCheck(sound.data()).settled(List.of(poison), LIMIT))
                .extracting(Violation::rule)
                .containsExactly("every-recording-becomes-minutes");
    }

    @Test
    void aRejectedFileThatBecameAJobIsSeen() throws Exception {
        Expected recording = sound.handedIn().get(0);
        assertThat(new DataCheck(sound.data())
                        .settled(
                                List.of(new Expected("default", "a.wav", recording.sha256(), Expected.Fate.REJECTED)),
                                LIMIT))
                .extracting(Violation::rule)
                .containsExactlyInAnyOrder("every-recording-becomes-minutes", "rejected-has-a-note-each");
    }

    @Test
    void aMissingResultIsSeen() throws Exception {
        sound.sql("delete from artifacts where kind = 'TRANSCRIPT'");
        assertThat(rules()).containsExactly("done-has-all-results");
    }

    @Test
    void aMissingReceiptIsSeen() throws Exception {
        sound.sql("update deliveries set receipt = ''");
        assertThat(rules()).contains("done-has-all-receipts");
    }

    @Test
    void aMissingDeliveryIsSeen() throws Exception {
        sound.sql("delete from deliveries");
        assertThat(rules()).containsExactlyInAnyOrder("done-has-all-receipts", "delivered-is-there");
    }

    @Test
    void aLeaseThatIsLeftIsSeen() throws Exception {
        sound.sql("update deliveries set lease_token = 'x'");
        assertThat(rules()).containsExactly("no-lease-is-left");
    }

    @Test
    void aSegmentOfADoneJobIsSeen() throws Exception {
        String blob = sound.put(SoundFolder.bytes("words")).blob().value();
        sound.sql("insert into segments (job, version, plan, segment_index, start_ms, end_ms, blob) values ('"
                + SoundFolder.JOB + "', 1, 'p', 0, 0, 1, '" + blob + "')");
        assertThat(rules()).containsExactly("no-segment-of-done");
    }

    @Test
    void aDeletedBlobIsSeen() throws IOException {
        Files.delete(sound.minutesBlob());
        assertThat(rules()).containsExactly("every-reference-can-be-read");
    }

    @Test
    void aFlippedByteIsSeen() throws IOException {
        Path blob = sound.recordingBlob();
        byte[] content = Files.readAllBytes(blob);
        content[content.length - 1] ^= 1;
        Files.write(blob, content);
        assertThat(rules()).containsExactly("stored-hash-is-intake-hash");
    }

    @Test
    void aFlippedByteIsSeenByACheckThatReadTheBlobBefore() throws IOException {
        DataCheck check = new DataCheck(sound.data());
        assertThat(check.atAnyTime(List.of())).isEmpty();
        Path blob = sound.recordingBlob();
        byte[] content = Files.readAllBytes(blob);
        content[content.length - 1] ^= 1;
        Files.write(blob, content);
        Files.setLastModifiedTime(blob, FileTime.from(Instant.now().plusSeconds(1)));
        assertThat(check.atAnyTime(List.of())).isNotEmpty();
    }

    @Test
    void aHashThatIsNotTheContentsIsSeen() throws Exception {
        sound.sql("update artifacts set sha256 = '" + "0".repeat(64) + "' where kind = 'MINUTES'");
        assertThat(rules()).containsExactly("every-reference-can-be-read");
    }

    @Test
    void anOrphanIsSeenWhenItIsOld() throws IOException {
        sound.put(SoundFolder.bytes("nobody's"));
        assertThat(rules()).isEmpty();
        age("blobs");
        assertThat(rules()).containsExactly("no-orphan");
    }

    @Test
    void secondFolderOfOneDeliveryIsSeen() throws IOException {
        for (String file : List.of("minutes.json", "manifest.json")) {
            sound.write(
                    SoundFolder.OUTBOX + " (2)/" + file,
                    Files.readAllBytes(sound.path(SoundFolder.OUTBOX).resolve(file)));
        }
        assertThat(rules()).containsExactly("delivered-once");
    }

    @Test
    void secondDeliveryToOneTargetIsSeen() throws Exception {
        sound.sql("insert into deliveries (id, job, tenant, version, channel, target, state, attempts, changed_at)"
                + " select 'd02', job, tenant, version, channel, target, 'CANCELLED', 0, 0 from deliveries");
        assertThat(rules()).containsExactlyInAnyOrder("delivered-once", "done-has-all-receipts");
    }

    @Test
    void aDeliveredFolderThatIsNotThereIsSeen() throws IOException {
        Files.delete(sound.path(SoundFolder.OUTBOX + "/minutes.json"));
        Files.delete(sound.path(SoundFolder.OUTBOX + "/manifest.json"));
        Files.delete(sound.path(SoundFolder.OUTBOX));
        assertThat(rules()).containsExactly("delivered-is-there");
    }

    @Test
    void aMissingDocumentIsSeen() throws IOException {
        Files.delete(sound.path(SoundFolder.OUTBOX + "/minutes.json"));
        assertThat(rules()).containsExactly("documents-are-whole");
    }

    @Test
    void aChangedDocumentIsSeen() throws IOException {
        sound.write(SoundFolder.OUTBOX + "/minutes.json", SoundFolder.bytes("others"));
        assertThat(rules()).containsExactly("documents-are-whole");
    }

    @Test
    void aDocumentThatNobodyNamedIsSeen() throws IOException {
        sound.write(SoundFolder.OUTBOX + "/more.txt", SoundFolder.bytes("more"));
        assertThat(rules()).containsExactly("documents-are-whole");
    }

    @Test
    void aManifestThatIsNotTheReceiptsIsSeen() throws Exception {
        sound.sql("update deliveries set receipt = 'sha256:0'");
        assertThat(rules()).containsExactly("documents-are-whole");
    }

    @Test
    void anAcceptedFileThatIsNoJobIsSeen() throws IOException {
        sound.write("accepted/default/b.wav", SoundFolder.bytes("other words"));
        assertThat(rules()).containsExactly("accepted-is-stored");
    }

    @Test
    void aRecordingThatIsNotInAcceptedIsSeen() throws IOException {
        Files.delete(sound.path("accepted/default/a.wav"));
        assertThat(rules()).containsExactly("accepted-has-every-recording");
    }

    @Test
    void aNoteWithoutItsFileIsSeen() throws IOException {
        sound.write("rejected/default/other.wav.txt", SoundFolder.bytes("why"));
        assertThat(rules()).containsExactly("rejected-has-a-note-each");
    }

    @Test
    void aRejectedFileWithoutItsNoteIsSeen() throws IOException {
        Files.delete(sound.path("rejected/default/n.wav.txt"));
        assertThat(rules()).containsExactly("rejected-has-a-note-each");
    }

    @Test
    void whatACrashLeftIsSeenWhenItIsOld() throws IOException {
        for (String left : List.of(
                "blobs/incoming/0123",
                "run/tmp/decoder-1",
                "outbox/default/.d01.part",
                "rejected/default/.x.part",
                "inbox/default/.y.part",
                "keys/.0123.key.new",
                "models/.installing-1/a",
                "models/.replaced-2/b",
                "db.new/c")) {
            sound.write(left, new byte[0]);
        }
        Files.delete(sound.path("inbox/default/.y.part"));
        assertThat(rules()).isEmpty();
        age("");
        assertThat(new DataCheck(sound.data())
                        .settled(sound.handedIn(), LIMIT).stream()
                                .filter(violation -> violation.rule().equals("no-leftover")))
                .hasSize(8);
    }

    /** Everything in the folder looks two days old. */
    private void age(String name) throws IOException {
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
        try (Stream<Path> files = Files.walk(sound.path(name))) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, old);
            }
        }
    }
}
