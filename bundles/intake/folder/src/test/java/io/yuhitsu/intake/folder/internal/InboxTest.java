package io.yuhitsu.intake.folder.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.intake.IntakeRequest.SideFile;
import io.yuhitsu.api.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxTest {
    private static final Message REASON = new Message("no-recording", "録音ではありません", "This is no recording");

    @TempDir
    Path data;

    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final Map<String, FailureException> failures = new ConcurrentHashMap<>();
    private final AtomicInteger handed = new AtomicInteger();
    private final CamelContext camel = new DefaultCamelContext();

    private record Taken(String name, String profile, String folder, SideFile side, boolean mayGrow, String content) {}

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void aFileAtRestIsTakenWithWhatItsPlaceSaysAndMoved() throws Exception {
        start("");
        put("営業 会議/2026/11月/週次.wav", "audio");
        put("top.wav", "top");
        await().untilAsserted(() -> assertThat(taken)
                .containsExactlyInAnyOrder(
                        new Taken("週次.wav", "営業 会議", "2026/11月", null, true, "audio"),
                        new Taken("top.wav", "default", "", null, true, "top")));
        await().untilAsserted(() ->
                assertThat(data.resolve("accepted/営業 会議/2026/11月/週次.wav")).hasContent("audio"));
        await().untilAsserted(() ->
                assertThat(data.resolve("accepted/default/top.wav")).exists());
        assertThat(data.resolve("inbox/営業 会議/2026/11月/週次.wav")).doesNotExist();
    }

    @Test
    void namesAreReportedInNfcAndHostileOnesAreTaken() throws Exception {
        start("");
        String nfd = Normalizer.normalize("がぎぐ会議.wav", Normalizer.Form.NFD);
        put("default/" + nfd, "1");
        put("default/😀\n'\"$(rm)`;.wav", "2");
        put("default/" + "長".repeat(80) + ".wav", "3");
        await().untilAsserted(() -> assertThat(taken)
                .extracting(Taken::name)
                .containsExactlyInAnyOrder("がぎぐ会議.wav", "😀\n'\"$(rm)`;.wav", "長".repeat(80) + ".wav"));
        await().untilAsserted(() ->
                assertThat(data.resolve("accepted/default").toFile().list()).hasSize(3));
    }

    @Test
    void partialFilesAndLitterAreLeftAlone() throws Exception {
        start("");
        for (String name : List.of(
                "a.wav.part", ".hidden.wav", "~$x.wav", "Thumbs.db", "b.crdownload", ".sync/c.wav", "later.wav.json")) {
            put("default/" + name, "x");
        }
        put("default/last.wav", "last");
        await().untilAsserted(() -> assertThat(taken).extracting(Taken::name).containsExactly("last.wav"));
        Files.move(data.resolve("inbox/default/a.wav.part"), data.resolve("inbox/default/a.wav"));
        await().untilAsserted(() -> assertThat(taken).extracting(Taken::name).containsExactly("last.wav", "a.wav"));
    }

    @Test
    void aFileWithADoneFileIsTakenAtOnceAndOthersWaitWhenThatIsAskedFor() throws Exception {
        start("&settle=1h&doneFile=true");
        put("default/a.wav", "a");
        put("default/b.wav", "b");
        put("default/b.wav.done", "");
        await().untilAsserted(() -> assertThat(taken)
                .extracting(Taken::name, Taken::mayGrow)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("b.wav", false)));
        await().untilAsserted(() ->
                assertThat(data.resolve("inbox/default/b.wav.done")).doesNotExist());
        assertThat(data.resolve("inbox/default/a.wav")).exists();
    }

    @Test
    void aSideFileGoesWithItsRecording() throws Exception {
        start("");
        put("default/a.wav.json", "{\"title\": \"定例\", \"date\": \"令和8年10月5日\", \"participants\": [\"髙橋\"], \"x\": 1}");
        put("default/a.wav", "a");
        await().untilAsserted(() -> assertThat(taken)
                .extracting(Taken::side)
                .containsExactly(new SideFile("定例", "令和8年10月5日", null, List.of("髙橋"))));
        await().untilAsserted(() ->
                assertThat(data.resolve("accepted/default/a.wav.json")).exists());
    }

    /** Broken; beginning like UTF-32 and then none; nested without end; no object; a number without end. */
    @ParameterizedTest
    @ValueSource(strings = {"{broken", "\0\0\0{xxxx", "[[…", "17", "{\"date\": 1…"})
    void aBrokenSideFileRejectsBothAndSaysWhatIsWrong(String content) throws Exception {
        start("");
        String form = content.endsWith("…") ? content.substring(0, content.length() - 1) : content;
        String last = form.substring(form.length() - 1);
        put("default/a.wav.json", content.endsWith("…") ? form + last.repeat(100_000) : content);
        put("default/a.wav", "a");
        Path reason = data.resolve("rejected/default/a.wav.txt");
        await().untilAsserted(() -> assertThat(reason).exists());
        assertThat(Files.readString(reason)).contains("a.wav.json", "JSON");
        await().untilAsserted(() ->
                assertThat(data.resolve("rejected/default/a.wav.json")).exists());
    }

    @Test
    void whatIsNoRecordingLiesInRejectedWithAReasonInBothLanguages() throws Exception {
        failures.put("a.wav", FailureException.badInput(REASON));
        start("");
        put("weekly/x/a.wav", "zip");
        Path reason = data.resolve("rejected/weekly/x/a.wav.txt");
        await().untilAsserted(() -> assertThat(reason).exists());
        assertThat(Files.readString(reason)).contains("a.wav", "録音ではありません", "This is no recording");
        assertThat(data.resolve("rejected/weekly/x/a.wav")).hasContent("zip");
        assertThat(data.resolve("inbox/weekly/x/a.wav")).doesNotExist();
    }

    @Test
    void anErrorInOneFileEndsNeitherTheOthersNorTheLooking() throws Exception {
        camel.addComponent("inbox", new InboxComponent());
        camel.start();
        InboxEndpoint endpoint = camel.getEndpoint(uri("&settle=50ms"), InboxEndpoint.class);
        var route = new AsyncProcessorSupport() {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                if (handed.incrementAndGet() == 1) {
                    throw new NoClassDefFoundError("test");
                }
                exchange.getMessage().setHeader(Headers.JOB_ID, "j1");
                callback.done(true);
                return true;
            }
        };
        InboxConsumer inbox = new InboxConsumer(endpoint, route);
        inbox.start();
        put("default/a.wav", "a");
        await().untilAsserted(() -> assertThat(handed).hasPositiveValue());
        put("default/b.wav", "b");
        await().untilAsserted(() -> assertThat(
                        data.resolve("accepted/default").toFile().list())
                .containsExactlyInAnyOrder("a.wav", "b.wav"));
        inbox.stop();
    }

    @Test
    void whatCannotBeTakenNowStaysAndIsTakenLater() throws Exception {
        failures.put("a.wav", new FailureException(FailureKind.BUSY, REASON));
        start("");
        put("default/a.wav", "a");
        await().untilAsserted(() -> assertThat(failures).isEmpty());
        await().untilAsserted(() -> assertThat(taken).extracting(Taken::name).containsExactly("a.wav"));
    }

    @Test
    void aStoredRecordingThatCannotBeMovedIsNotHandedOnAgain() throws Exception {
        Path accepted = Files.writeString(data.resolve("accepted"), "in the way");
        start("");
        put("default/a.wav.json", "{}");
        put("default/a.wav", "a");
        put("default/b.wav", "b");
        await().untilAsserted(() -> assertThat(handed).hasValue(2));
        Files.delete(accepted);
        await().untilAsserted(() ->
                assertThat(accepted.resolve("default").toFile().list()).hasSize(3));
        assertThat(handed).hasValue(2);
    }

    @Test
    void aStoredRecordingThatIsReplacedBeforeItCouldBeMovedIsHandedOn() throws Exception {
        Path accepted = Files.writeString(data.resolve("accepted"), "in the way");
        start("");
        put("default/a.wav", "one");
        await().untilAsserted(() -> assertThat(taken).hasSize(1));
        put("default/a.wav", "another");
        await().untilAsserted(() -> assertThat(taken).extracting(Taken::content).containsExactly("one", "another"));
        assertThat(accepted).isRegularFile();
    }

    @Test
    void aRejectedFileThatCannotBeMovedIsNotHandedOnAgain() throws Exception {
        Path rejected = Files.writeString(data.resolve("rejected"), "in the way");
        failures.put("a.wav", FailureException.badInput(REASON));
        start("");
        put("default/a.wav", "zip");
        await().untilAsserted(() -> assertThat(handed).hasValue(1));
        Files.delete(rejected);
        await().untilAsserted(() ->
                assertThat(rejected.resolve("default/a.wav.txt")).content().contains("This is no recording"));
        assertThat(handed).hasValue(1);
    }

    @Test
    void whatHasToWaitCanBeAskedForByNameUntilItIsTaken() throws Exception {
        Path accepted = Files.writeString(data.resolve("accepted"), "in the way");
        failures.put("b.wav", new FailureException(FailureKind.BUSY, REASON));
        start("");
        put("weekly/b.wav", "b");
        await().untilAsserted(() -> assertThat(waiting()).containsExactly("weekly/b.wav no-recording"));
        await().untilAsserted(() -> assertThat(waiting()).containsExactly("weekly/b.wav stored-unmoved"));
        Files.delete(accepted);
        await().untilAsserted(() -> assertThat(waiting()).isEmpty());
    }

    private List<String> waiting() {
        InboxConsumer inbox = (InboxConsumer) camel.getRoutes().get(0).getConsumer();
        return inbox.waiting(Duration.ZERO).stream()
                .map(waiting -> waiting.name() + " " + waiting.reason().code())
                .toList();
    }

    @Test
    void aNameThatIsTakenInAcceptedIsNotOverwritten() throws Exception {
        start("");
        for (String content : List.of("one", "two", "three")) {
            put("default/a.wav", content);
            await().untilAsserted(() ->
                    assertThat(data.resolve("inbox/default/a.wav")).doesNotExist());
        }
        assertThat(data.resolve("accepted/default/a.wav")).hasContent("one");
        assertThat(data.resolve("accepted/default/a (2).wav")).hasContent("two");
        assertThat(data.resolve("accepted/default/a (3).wav")).hasContent("three");
    }

    @Test
    void aFileThatIsHeldOpenForWritingIsNotTaken() throws Exception {
        start("&settle=100ms");
        Path file = data.resolve("inbox/default/sparse.wav");
        try (RandomAccessFile writer = new RandomAccessFile(file.toFile(), "rw")) {
            writer.setLength(1 << 20);
            writer.seek((1 << 20) - 4);
            writer.write(new byte[] {1, 2, 3, 4});
            FileTime time = Files.getLastModifiedTime(file);
            put("default/marker.wav", "marker");
            // Taken later than the held file would be: once it is through, the held one was passed over.
            await().untilAsserted(
                            () -> assertThat(taken).extracting(Taken::name).containsExactly("marker.wav"));
            writer.seek(0);
            writer.write(7);
            Files.setLastModifiedTime(file, time);
            put("default/marker2.wav", "marker");
            await().untilAsserted(() ->
                    assertThat(taken).extracting(Taken::name).containsExactly("marker.wav", "marker2.wav"));
        }
        await().untilAsserted(() -> assertThat(taken).extracting(Taken::name).contains("sparse.wav"));
        assertThat(taken.get(2).content().charAt(0)).isEqualTo((char) 7);
    }

    @Test
    void aFileThatEndsInZerosIsWaitedForLonger() throws Exception {
        start("&settle=100ms&settleZeros=1h");
        try (RandomAccessFile writer =
                new RandomAccessFile(data.resolve("inbox/default/zeros.wav").toFile(), "rw")) {
            writer.write(1);
            writer.setLength(1 << 20);
        }
        put("default/marker.wav", "marker");
        await().untilAsserted(() -> assertThat(taken).extracting(Taken::name).containsExactly("marker.wav"));
        assertThat(data.resolve("inbox/default/zeros.wav")).exists();
    }

    @Test
    void anInboxThatGoesAndComesBackIsTakenUpAgain() throws Exception {
        start("");
        put("default/a.wav", "a");
        await().untilAsserted(
                        () -> assertThat(data.resolve("accepted/default/a.wav")).exists());
        Files.move(data.resolve("inbox"), data.resolve("away"), StandardCopyOption.ATOMIC_MOVE);
        Files.writeString(data.resolve("away/default/b.wav"), "b");
        await().during(Duration.ofMillis(300)).until(() -> !Files.exists(data.resolve("inbox")));
        Files.move(data.resolve("away"), data.resolve("inbox"), StandardCopyOption.ATOMIC_MOVE);
        await().untilAsserted(() -> assertThat(taken).extracting(Taken::name).containsExactly("a.wav", "b.wav"));
    }

    @Test
    void linksAreNotFollowed() throws Exception {
        Files.writeString(data.resolve("secret.wav"), "secret");
        start("");
        Files.createSymbolicLink(data.resolve("inbox/default/link.wav"), data.resolve("secret.wav"));
        put("default/marker.wav", "marker");
        await().untilAsserted(() -> assertThat(taken).extracting(Taken::name).containsExactly("marker.wav"));
        assertThat(data.resolve("inbox/default/link.wav")).exists();
    }

    @Test
    void anInboxThatIsALinkIsTakenFrom() throws Exception {
        Path share = Files.createDirectories(data.resolve("share"));
        Files.createSymbolicLink(data.resolve("inbox"), share);
        start("");
        put("weekly/a.wav", "audio");
        await().untilAsserted(
                        () -> assertThat(data.resolve("accepted/weekly/a.wav")).hasContent("audio"));
        assertThat(taken).extracting(Taken::profile).containsExactly("weekly");
        assertThat(share.resolve("default")).isDirectory();
    }

    @Test
    void anInboxLinkThatLeadsNowhereIsWaitedFor() throws Exception {
        Files.createSymbolicLink(data.resolve("inbox"), data.resolve("share"));
        start("");
        Files.createDirectories(data.resolve("share"));
        put("default/a.wav", "a");
        await().untilAsserted(() -> assertThat(taken).hasSize(1));
    }

    @Test
    void aProfileFolderThatIsALinkIsTakenFrom() throws Exception {
        Path share = Files.createDirectories(data.resolve("share/2026"));
        start("");
        Files.createSymbolicLink(data.resolve("inbox/weekly"), data.resolve("share"));
        Files.writeString(share.resolve("a.wav"), "audio");
        await().untilAsserted(() ->
                assertThat(data.resolve("accepted/weekly/2026/a.wav")).hasContent("audio"));
        assertThat(taken).containsExactly(new Taken("a.wav", "weekly", "2026", null, true, "audio"));
        assertThat(share.resolve("a.wav")).doesNotExist();
    }

    @Test
    void aFileBehindAProfileLinkThatIsHeldOpenForWritingIsNotTaken() throws Exception {
        Path share = Files.createDirectories(data.resolve("share"));
        start("");
        Files.createSymbolicLink(data.resolve("inbox/weekly"), share);
        try (RandomAccessFile writer =
                new RandomAccessFile(share.resolve("held.wav").toFile(), "rw")) {
            writer.write(1);
            put("default/marker.wav", "marker");
            await().untilAsserted(
                            () -> assertThat(taken).extracting(Taken::name).containsExactly("marker.wav"));
        }
        await().untilAsserted(() -> assertThat(taken).extracting(Taken::name).contains("held.wav"));
    }

    @Test
    void acceptedRecordingsAreDeletedWhenThatIsAskedFor() throws Exception {
        start("&delete=true");
        put("default/a.wav", "a");
        await().untilAsserted(() -> assertThat(taken).hasSize(1));
        await().untilAsserted(
                        () -> assertThat(data.resolve("inbox/default/a.wav")).doesNotExist());
        assertThat(data.resolve("accepted/default/a.wav")).doesNotExist();
    }

    private void start(String options) throws Exception {
        String uri = uri(options.contains("settle=") ? options : "&settle=50ms" + options);
        camel.addComponent("inbox", new InboxComponent());
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(InboxTest.this::intake);
            }
        });
        camel.start();
    }

    private String uri(String options) {
        return "inbox:" + data.resolve("inbox") + "?poll=50ms&accepted=" + data.resolve("accepted") + "&rejected="
                + data.resolve("rejected") + options;
    }

    private void intake(Exchange exchange) throws Exception {
        var message = exchange.getMessage();
        String name = message.getHeader(Headers.FILE_NAME, String.class);
        handed.incrementAndGet();
        FailureException failure = failures.get(name);
        if (failure != null) {
            if (failure.kind() != FailureKind.BAD_INPUT) {
                failures.remove(name);
            }
            throw failure;
        }
        String content = new String(message.getBody(InputStream.class).readAllBytes(), StandardCharsets.ISO_8859_1);
        taken.add(new Taken(
                name,
                message.getHeader(Headers.PROFILE, String.class),
                message.getHeader(Headers.FOLDER, String.class),
                message.getHeader(Headers.SIDE_FILE, SideFile.class),
                message.getHeader(Headers.MAY_GROW, Boolean.class),
                content));
        message.setHeader(Headers.JOB_ID, "j1");
    }

    /** Written aside and renamed in, as a careful sender does. */
    private void put(String name, String content) throws IOException {
        Path file = data.resolve("inbox").resolve(name);
        Files.createDirectories(file.getParent());
        Path aside = Files.createTempFile(data, "put", "");
        Files.writeString(aside, content);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
