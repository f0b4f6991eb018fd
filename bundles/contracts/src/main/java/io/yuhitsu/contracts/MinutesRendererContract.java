package io.yuhitsu.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.minutes.ActionItem;
import io.yuhitsu.api.minutes.Decision;
import io.yuhitsu.api.minutes.Minutes;
import io.yuhitsu.api.minutes.Point;
import io.yuhitsu.api.spi.MinutesRenderer;
import io.yuhitsu.api.spi.MinutesRenderer.Source;
import io.yuhitsu.api.transcript.Utterance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link MinutesRenderer} has to keep. */
public interface MinutesRendererContract {
    MinutesRenderer renderer();

    /** What a reader of the document sees, as text. */
    String readable(byte[] document) throws IOException;

    /** The document shows the minutes; false for those that hold the transcript alone. */
    default boolean showsMinutes() {
        return true;
    }

    /** The document shows the whole transcript. */
    boolean showsTranscript();

    /** The document shows at least the utterances that items rest on. */
    default boolean showsQuotes() {
        return showsTranscript();
    }

    /** The document shows company and department. */
    default boolean showsHead() {
        return showsMinutes();
    }

    @Test
    default void namesAreFitForProfilesAndFolders() {
        assertThat(renderer().format()).matches("[a-z0-9-]{2,20}");
        assertThat(renderer().fileName()).matches("[a-z]+\\.[a-z]{2,4}");
        assertThat(renderer().mediaType()).contains("/");
    }

    @Test
    default void sameInputGivesTheSameBytes() throws Exception {
        byte[] first = render(SampleMinutes.japanese());
        // The clock of a zip file ticks every two seconds, that of a PDF every second.
        long tick = System.currentTimeMillis() / 2000;
        await().until(() -> System.currentTimeMillis() / 2000 > tick);
        assertThat(render(SampleMinutes.japanese())).isEqualTo(first);
    }

    @Test
    default void manyThreadsMayRenderAtOnce() throws Exception {
        byte[] ja = render(SampleMinutes.japanese());
        byte[] en = render(SampleMinutes.english());
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<byte[]>> tasks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Source source = i % 2 == 0 ? SampleMinutes.japanese() : SampleMinutes.english();
                tasks.add(() -> render(source));
            }
            List<Future<byte[]>> results = pool.invokeAll(tasks);
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).isEqualTo(i % 2 == 0 ? ja : en);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    default void everyItemIsThere() throws Exception {
        for (Source source : List.of(SampleMinutes.japanese(), SampleMinutes.english())) {
            String text = squeezed(readable(render(source)));
            if (showsMinutes()) {
                assertThat(text).contains(texts(source.minutes()));
            }
            if (showsTranscript()) {
                assertThat(text)
                        .contains(source.transcript().utterances().stream()
                                .map(Utterance::text)
                                .map(MinutesRendererContract::squeezed)
                                .toList());
            }
        }
    }

    @Test
    default void emptyMinutesAreADocumentToo() throws Exception {
        for (Locale language : List.of(Locale.JAPANESE, Locale.ENGLISH)) {
            assertThat(readable(render(SampleMinutes.empty(language)))).isNotBlank();
        }
    }

    @Test
    default void hostileTextIsShownAsText() throws Exception {
        for (String text : List.of(
                "<script>alert('1')</script> & \"<b>\"",
                "]]> --><!-- <![CDATA[ &amp; &lt;",
                "| a | `b` **c** [d](javascript:e) ![f](g) # h",
                "${7*7} #{1} <#list 1..2 as x></#list> [=x]",
                "\\ \\n %s {0} 'single'",
                "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee".repeat(6),
                "髙橋 﨑山 𠮷野 ① ㈱ 〜～ − 한국어 简体 かが か\u3099")) {
            String shown = squeezed(readable(render(OddMinutes.hostile(text))));
            for (String mark : OddMinutes.hostileMarks()) {
                if (shows(mark)) {
                    assertThat(shown).as("%s in %s", mark, renderer().format()).contains(squeezed(mark + " " + text));
                }
            }
        }
    }

    @Test
    default void textThatIsNoTextDoesNotStopIt() throws Exception {
        for (String text : List.of(
                "",
                " ",
                "\u0000\u0001\u001f\u007f",
                "a\r\nb\u2028c\tb",
                "\ud800 \udc00",
                "\ufffe\uffff",
                "\u202eabc\u202c",
                "😀👨\u200d👩\u200d👧 🇯🇵 ❤\ufe0f",
                "العربية עברית ไทย")) {
            assertThat(render(OddMinutes.hostile(text))).isNotEmpty();
        }
    }

    @Test
    default void streamIsLeftOpen() throws Exception {
        boolean[] closed = {false};
        renderer().render(SampleMinutes.japanese(), new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        });
        assertThat(closed[0]).isFalse();
    }

    private boolean shows(String mark) {
        return switch (mark) {
            case "U" -> showsQuotes();
            case "C", "G" -> showsMinutes() && showsHead();
            default -> showsMinutes();
        };
    }

    private byte[] render(Source source) throws IOException, FailureException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        renderer().render(source, out);
        return out.toByteArray();
    }

    private static List<String> texts(Minutes minutes) {
        return Stream.of(
                        Stream.of(minutes.title()),
                        minutes.participants().stream(),
                        minutes.summary().stream().map(Point::text),
                        minutes.decisions().stream().map(Decision::text),
                        minutes.actions().stream().map(ActionItem::text),
                        minutes.actions().stream().map(ActionItem::owner).filter(o -> o != null),
                        minutes.topics().stream()
                                .flatMap(t ->
                                        Stream.of(t.title(), t.summary().get(0).text())),
                        minutes.openQuestions().stream().map(Point::text),
                        Stream.of(minutes.nextMeeting().text()),
                        minutes.notices().stream().map(n -> n.in(minutes.language())))
                .flatMap(s -> s)
                .map(MinutesRendererContract::squeezed)
                .toList();
    }

    /** Without blanks and line ends, which a layout may put anywhere, and compatible characters made equal. */
    static String squeezed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s\\u3000]+", "");
    }
}
