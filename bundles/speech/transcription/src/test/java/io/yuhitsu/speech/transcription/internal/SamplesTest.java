package io.yuhitsu.speech.transcription.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.api.spi.AudioSource;
import io.yuhitsu.api.spi.Transcriber;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.api.transcript.Word;
import io.yuhitsu.children.Children;
import io.yuhitsu.speech.decoder.internal.DecoderForTests;
import io.yuhitsu.speech.vosk.internal.VoskForTests;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sample meetings through the real decoder, cutter and recogniser. */
final class SamplesTest {
    private static final Path MODELS = Path.of(System.getProperty("yuhitsu.test.models"));
    private static final Path SAMPLES = Path.of(System.getProperty("yuhitsu.test.samples"));
    private static final double TOLERANCE = 0.003;

    private static final Logger LOG = LoggerFactory.getLogger(SamplesTest.class);

    @TempDir
    static Path run;

    private static Children children;
    private static AudioDecoder decoder;
    private static Transcriber vosk;

    @BeforeAll
    static void start() {
        children = Children.below(run);
        decoder = DecoderForTests.start(children);
        vosk = VoskForTests.start(MODELS, children);
    }

    @AfterAll
    static void stop() {
        children.close();
    }

    static List<String> recordings() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES, 2)) {
            return files.map(file -> SAMPLES.relativize(file).toString())
                    .filter(name -> name.matches("(ja|en)/.*\\.(wav|mp3|m4a|opus|webm)"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreEightMeetingsInTwoFormsEach() throws IOException {
        assertThat(recordings()).hasSize(16);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void languageIsFoundAndNoMoreIsMisheardThanByPlainVosk(String recording) throws Exception {
        String language = recording.substring(0, 2);
        MemoryContext context = MemoryContext.of("auto", source(recording));
        Steps.step(decoder, vosk).run(context);
        Transcript transcript = context.transcript();
        assertThat(transcript.language().getLanguage()).isEqualTo(language);
        assertThat(transcript.notices()).extracting(Message::code).containsExactly("demo-model");

        String said = Files.readString(SAMPLES.resolve(recording.replaceFirst("\\.\\w+$", ".txt")));
        String ours = Steps.words(transcript).stream().map(Word::text).collect(Collectors.joining(" "));
        double error = ErrorRate.of(said, ours, language);
        double plain = ErrorRate.of(said, plainVosk(recording, language), language);
        LOG.info("{}: error rate {}, plain Vosk {}", recording, error, plain);
        assertThat(error).isLessThanOrEqualTo(plain + TOLERANCE);
    }

    @Test
    void timesAreThoseOfTheTurns() throws Exception {
        MemoryContext context = MemoryContext.of("ja", source("ja/ja-01-weekly.wav"));
        Steps.step(decoder, vosk).run(context);
        List<Word> words = Steps.words(context.transcript());
        JsonNode turns = new ObjectMapper()
                .readTree(SAMPLES.resolve("ja/ja-01-weekly.turns.json").toFile())
                .path("turns");
        assertThat(turns).hasSizeGreaterThan(10);
        for (JsonNode turn : turns) {
            long start = Math.round(turn.path("start").asDouble() * 1000);
            assertThat(words).anySatisfy(word -> assertThat(word.startMs()).isBetween(start - 250, start + 350));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"silence", "white", "faint", "music"})
    void whatIsNoSpeechHasNoWords(String sound) throws Exception {
        MemoryContext context = MemoryContext.of("auto", PlainDecoder.NO_SOURCE);
        Steps.step(new PlainDecoder(Sounds.of(sound, 40)), vosk).run(context);
        assertThat(context.transcript().utterances()).isEmpty();
        assertThat(context.transcript().notices()).extracting(Message::code).contains("no-speech");
    }

    private static AudioSource source(String recording) {
        return () -> FileChannel.open(SAMPLES.resolve(recording), StandardOpenOption.READ);
    }

    private static String plainVosk(String recording, String language) throws Exception {
        MemoryContext context = MemoryContext.of(language, source(recording));
        try (AudioDecoder.Decoding decoding = decoder.decode(context.recording(), context.cancel())) {
            return PlainVosk.hear(MODELS.resolve("vosk-model-demo-" + language), decoding.pcm());
        }
    }
}
