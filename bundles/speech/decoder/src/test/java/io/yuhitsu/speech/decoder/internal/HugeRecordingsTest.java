package io.yuhitsu.speech.decoder.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.api.spi.AudioSource;
import io.yuhitsu.children.Children;
import io.yuhitsu.contracts.Tones;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are large, or that become so: time, memory and disk stay bounded. */
@Timeout(120)
class HugeRecordingsTest {
    private static final long GIB = 1L << 30;
    private static final long DAY_SECONDS = 24 * 3600;

    /** Of the child, all native memory included; 512 is what it is granted. */
    private static final long MOST_MB = 200;

    @TempDir
    static Path run;

    private static Children children;
    /** Takes what the server takes by default, 24 hours. */
    private static FfmpegDecoder decoder;

    /** Takes an hour, which a bomb reaches sooner. */
    private static FfmpegDecoder strict;

    @BeforeAll
    static void open() {
        children = Children.below(run);
        decoder = new FfmpegDecoder(children, 1, 512, 24);
        strict = new FfmpegDecoder(children, 1, 512, 1);
    }

    @AfterAll
    static void close() {
        children.close();
    }

    @Test
    void aRecordingOf24HoursIsStreamedInConstantMemory() throws Exception {
        AudioSource day = Virtual.silence("RIFF", 1000, DAY_SECONDS * 2000);

        assertThat(decoder.probe(day, CancelToken.none()).duration()).isEqualTo(Duration.ofDays(1));
        assertThat(lengthOf(decoder, day)).isCloseTo(DAY_SECONDS * 1000, within(100L));
        assertSmall();
    }

    @Test
    void aRecordingOfOneSecondMoreThan24HoursIsRefusedWhenItArrives() {
        AudioSource longer = Virtual.silence("RIFF", 1000, (DAY_SECONDS + 1) * 2000);

        FailureException failure =
                catchThrowableOfType(FailureException.class, () -> decoder.probe(longer, CancelToken.none()));

        assertThat(failure.kind()).isEqualTo(FailureKind.BAD_INPUT);
        assertThat(failure.reason().code()).isEqualTo("recording-too-long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RF64", "W64"})
    void aFileOf8GibIsStreamedFromItsFirstByteOn(String form) throws Exception {
        AudioSource huge = Virtual.silence(form, 96_000, 8 * GIB);

        assertThat(decoder.probe(huge, CancelToken.none()).duration().toMinutes())
                .isEqualTo(8 * GIB / 192_000 / 60);
        try (AudioDecoder.Decoding decoding = decoder.decode(huge, CancelToken.none());
                InputStream pcm = decoding.pcm()) {
            pcm.skipNBytes(300_000L * AudioDecoder.BYTES_PER_MS);
            assertSmall();
        }
    }

    @ParameterizedTest
    @CsvSource({"true, not-a-recording", "false, recording-incomplete"})
    void aFileOf8GibThatIsNoneIsRefusedWithoutBeingRead(boolean noise, String code) {
        AudioSource garbage = new Virtual(new byte[0], 8 * GIB, noise);

        FailureException failure =
                catchThrowableOfType(FailureException.class, () -> decoder.probe(garbage, CancelToken.none()));

        assertThat(failure.reason().code()).isEqualTo(code);
    }

    /** Whatever passes for a recording in a file of noise, a quick end comes to it. */
    @ParameterizedTest
    @ValueSource(strings = {"ID3", "fffb9064", "fff15080", "OggS", "fLaC", "#!AMR\n", "FLV\u0001", "RIFFxxxxWAVEfmt "})
    void noiseBehindTheBeginningOfARecordingIsGivenUp(String beginning) throws Exception {
        byte[] head = beginning.startsWith("fff")
                ? java.util.HexFormat.of().parseHex(beginning)
                : beginning.getBytes(StandardCharsets.ISO_8859_1);
        AudioSource garbage = new Virtual(head, 8 * GIB, true);
        FailureException failure = null;
        try {
            strict.probe(garbage, CancelToken.none());
            lengthOf(strict, garbage);
        } catch (FailureException e) {
            failure = e;
        } catch (IOException e) {
            failure = (FailureException) e.getCause();
        }
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).isEqualTo(FailureKind.BAD_INPUT);
        assertSmall();
    }

    @Test
    void aTinyFlacThatBecomesDaysIsStoppedAtTheLimit() throws Exception {
        byte[] minutes = Encoded.of("flac", "flac", 8_000, 1).silent().bytes(300);
        byte[] bomb = repeated(minutes, 600);
        assertThat(bomb.length).isLessThan(32 << 20);

        assertThat(refusal(memory(bomb))).isEqualTo("recording-too-long");
        assertSmall();
    }

    @Test
    void aTinyOpusFileWithHoursBetweenItsPacketsIsStoppedAtTheLimit() throws Exception {
        byte[] bomb =
                Encoded.of("matroska", "libopus", 48_000, 1).withGaps(3500).bytes(1);
        assertThat(bomb.length).isLessThan(100_000);

        assertThat(refusal(memory(bomb))).isEqualTo("recording-too-long");
        assertSmall();
    }

    /** QuickTime lets its index be compressed. */
    @Test
    void aCompressedIndexThatBecomesAGigabyteIsRefused() throws Exception {
        byte[] index = compressedIndex(400L << 20);
        assertThat(index.length).isLessThan(1 << 20);

        assertThat(refusal(memory(index))).isIn("not-a-recording", "recording-incomplete", "recording-poison");
        assertThat(lengthOf(strict, memory(Tones.wav(16_000, 1, 1)))).isEqualTo(1000);
        assertSmall();
    }

    /** @param size of what it really becomes; it says that it becomes more */
    private static byte[] compressedIndex(long size) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, new Deflater(9))) {
            for (byte[] zeros = new byte[1 << 20]; size > 0; size -= zeros.length) {
                out.write(zeros);
            }
        }
        byte[] dcom = box("dcom", "zlib".getBytes(StandardCharsets.US_ASCII));
        byte[] length = ByteBuffer.allocate(4).putInt((int) GIB).array();
        byte[] cmvd = box("cmvd", concat(length, packed.toByteArray()));
        byte[] ftyp = box("ftyp", "qt  \0\0\0\0".getBytes(StandardCharsets.US_ASCII));
        return concat(ftyp, box("moov", box("cmov", concat(dcom, cmvd))));
    }

    private static byte[] box(String name, byte[] content) {
        return ByteBuffer.allocate(8 + content.length)
                .putInt(8 + content.length)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
    }

    private static byte[] concat(byte[] a, byte[] b) {
        return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
    }

    /** The frames of a FLAC file again and again, behind a header that does not say how many. */
    private static byte[] repeated(byte[] flac, int times) {
        int at = 4;
        boolean last = false;
        while (!last) {
            last = (flac[at] & 0x80) != 0;
            at += 4 + (ByteBuffer.wrap(flac).getInt(at) & 0xffffff);
        }
        ByteBuffer all = ByteBuffer.allocate(at + (flac.length - at) * times).order(ByteOrder.BIG_ENDIAN);
        all.put(flac, 0, at);
        for (int i = 0; i < times; i++) {
            all.put(flac, at, flac.length - at);
        }
        // The number of samples: 36 bits at the end of the first block's 18 bytes.
        all.put(21, (byte) (all.get(21) & 0xf0)).putInt(22, 0);
        return all.array();
    }

    private static AudioSource memory(byte[] content) {
        return io.yuhitsu.contracts.AudioDecoderContract.memory(content);
    }

    private static String refusal(AudioSource source) throws Exception {
        try {
            strict.probe(source, CancelToken.none());
            return "nothing said of " + lengthOf(strict, source) + " ms";
        } catch (FailureException e) {
            return e.reason().code();
        } catch (IOException e) {
            return ((FailureException) e.getCause()).reason().code();
        }
    }

    /** Milliseconds. */
    private static long lengthOf(AudioDecoder decoder, AudioSource source) throws Exception {
        try (AudioDecoder.Decoding decoding = decoder.decode(source, CancelToken.none())) {
            byte[] buffer = new byte[1 << 16];
            long bytes = 0;
            for (int n = decoding.pcm().read(buffer); n >= 0; n = decoding.pcm().read(buffer)) {
                bytes += n;
            }
            return bytes / AudioDecoder.BYTES_PER_MS;
        }
    }

    /** Neither the child's memory nor the disk has grown. */
    private static void assertSmall() throws IOException {
        for (ProcessHandle child : ProcessHandle.current().descendants().toList()) {
            assertThat(peakMb(child.pid())).isLessThan(MOST_MB);
        }
        try (var files = Files.walk(run.resolve("children/work"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    private static long peakMb(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10)
                .findFirst()
                .orElse(0);
    }
}
