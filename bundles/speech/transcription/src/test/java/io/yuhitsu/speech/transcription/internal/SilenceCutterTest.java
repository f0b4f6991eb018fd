package io.yuhitsu.speech.transcription.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.spi.AudioDecoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SilenceCutterTest {
    /** Two minutes of talk, a pause of 0.9 s after every 4 s. */
    private static Pcm meeting(double room) {
        Pcm pcm = new Pcm(room);
        for (int i = 0; i < 25; i++) {
            pcm.talk(4).pause(0.9);
        }
        return pcm;
    }

    @Test
    void stretchesTileTheRecording() throws IOException {
        byte[] pcm = meeting(10).talk(0.0101).bytes();
        assertTiles(pcm, Pcm.cut(pcm));
    }

    @Test
    void stretchesAreNeitherTinyNorLong() throws IOException {
        List<Stretch> stretches = Pcm.cut(meeting(10).bytes());
        assertThat(stretches.subList(0, stretches.size() - 1))
                .allSatisfy(stretch -> assertThat(stretch.durationMs()).isBetween(6_000L, 32_000L));
        assertThat(stretches.get(stretches.size() - 2).durationMs()).isGreaterThanOrEqualTo(15_000);
    }

    @Test
    void cutsLieInPausesWhateverTheNoiseInTheRoom() throws IOException {
        for (double room : new double[] {0, 3, 30, 300, 1000}) {
            List<Stretch> stretches = Pcm.cut(meeting(room).bytes());
            assertThat(stretches).as("noise %s", room).hasSizeGreaterThan(5);
            assertThat(stretches.subList(1, stretches.size()))
                    .as("noise %s", room)
                    .allSatisfy(stretch -> assertThat(stretch.startMs() % 4900).isBetween(4000L, 4900L));
        }
    }

    @Test
    void noiseThatGetsLouderIsFollowed() throws IOException {
        Pcm pcm = new Pcm(10);
        Pcm loud = new Pcm(600);
        for (int i = 0; i < 25; i++) {
            pcm.talk(4).pause(0.9);
            loud.talk(4).pause(0.9);
        }
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(pcm.bytes());
        both.write(loud.bytes());
        List<Stretch> stretches = Pcm.cut(both.toByteArray());
        List<Stretch> late = stretches.stream()
                .filter(stretch -> stretch.startMs() > 150_000)
                .toList();
        assertThat(late).hasSizeGreaterThan(2).allSatisfy(stretch -> assertThat((stretch.startMs() - 122_500) % 4900)
                .isBetween(4000L, 4900L));
    }

    @Test
    void samePcmGivesTheSameCutsHoweverItArrives() throws IOException {
        byte[] pcm = meeting(30).bytes();
        List<Stretch> whole = Pcm.cut(pcm);
        Random random = new Random(7);
        List<Stretch> drops = Pcm.cut(new FilterInputStream(new ByteArrayInputStream(pcm)) {
            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                return super.read(to, offset, Math.min(length, 1 + random.nextInt(5000)));
            }
        });
        assertThat(drops).hasSameSizeAs(whole);
        for (int i = 0; i < whole.size(); i++) {
            assertThat(drops.get(i).startMs()).isEqualTo(whole.get(i).startMs());
            assertThat(drops.get(i).pcm()).isEqualTo(whole.get(i).pcm());
        }
    }

    @Test
    void beginningDoesNotDependOnWhatFollows() throws IOException {
        byte[] pcm = meeting(30).bytes();
        List<Stretch> half = Pcm.cut(Arrays.copyOf(pcm, pcm.length / 2));
        List<Stretch> whole = Pcm.cut(pcm);
        for (int i = 0; i + 1 < half.size(); i++) {
            assertThat(half.get(i).pcm()).isEqualTo(whole.get(i).pcm());
        }
    }

    @Test
    void talkWithoutAPauseIsCutWithinAMinuteWhereItIsQuietest() throws IOException {
        byte[] pcm = new Pcm(10).talk(40).pause(0.15).talk(100).bytes();
        List<Stretch> stretches = Pcm.cut(pcm);
        assertTiles(pcm, stretches);
        assertThat(stretches)
                .allSatisfy(stretch -> assertThat(stretch.durationMs()).isLessThanOrEqualTo(60_000));
        assertThat(stretches.get(1).startMs()).isBetween(40_000L - 60, 40_150L + 60);
    }

    @Test
    void aLongerPauseIsPreferredWhenNoneIsLong() throws IOException {
        byte[] pcm = new Pcm(10)
                .talk(17)
                .pause(0.3)
                .talk(4)
                .pause(0.5)
                .talk(4)
                .pause(0.3)
                .talk(30)
                .bytes();
        assertThat(Pcm.cut(pcm).get(1).startMs()).isBetween(21_300L, 21_800L);
    }

    @Test
    void digitalSilenceIsSilentAndNoiseIsNot() throws IOException {
        assertThat(Pcm.cut(new Pcm(0).pause(100).bytes())).isNotEmpty().allMatch(Stretch::silent);
        assertThat(Pcm.cut(new Pcm(30).pause(100).bytes())).isNotEmpty().noneMatch(Stretch::silent);
        assertThat(Pcm.cut(new Pcm(0).pause(20).talk(5).pause(20).bytes()))
                .anySatisfy(stretch -> assertThat(stretch.silent()).isFalse());
    }

    @Test
    void timesStayRightAfterALongSilence() throws IOException {
        byte[] pcm = new Pcm(0).talk(8).pause(300).talk(20).pause(2).talk(20).bytes();
        List<Stretch> stretches = Pcm.cut(pcm);
        assertTiles(pcm, stretches);
        assertThat(stretches).filteredOn(stretch -> stretch.startMs() > 310_000).noneMatch(Stretch::silent);
    }

    @Test
    void nothingAndOddBytesAreNoFault() throws IOException {
        assertThat(Pcm.cut(new byte[0])).isEmpty();
        assertThat(Pcm.cut(new byte[1])).isEmpty();
        assertThat(Pcm.cut(new byte[3]).get(0).pcm()).hasSize(2);
        assertThat(Pcm.cut(new byte[961]).get(0).pcm()).hasSize(960);
    }

    @Test
    void threeHoursNeedNoMoreMemoryThanAMinute() throws IOException {
        byte[] minutes = meeting(30).bytes();
        long length = 3L * 3600 * AudioDecoder.SAMPLE_RATE * 2;
        SilenceCutter cutter = new SilenceCutter(new Endless(minutes, length));
        long bytes = 0;
        for (Optional<Stretch> stretch = cutter.next(); stretch.isPresent(); stretch = cutter.next()) {
            assertThat(stretch.get().startMs()).isEqualTo(bytes / AudioDecoder.BYTES_PER_MS);
            assertThat(stretch.get().pcm().length).isLessThanOrEqualTo(60_000 * AudioDecoder.BYTES_PER_MS);
            bytes += stretch.get().pcm().length;
        }
        assertThat(bytes).isEqualTo(length);
    }

    private static void assertTiles(byte[] pcm, List<Stretch> stretches) throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (int i = 0; i < stretches.size(); i++) {
            assertThat(stretches.get(i).index()).isEqualTo(i);
            assertThat(stretches.get(i).startMs()).isEqualTo(joined.size() / AudioDecoder.BYTES_PER_MS);
            joined.write(stretches.get(i).pcm());
        }
        assertThat(joined.toByteArray()).isEqualTo(pcm);
    }

    /** The same bytes over and over. */
    private static final class Endless extends InputStream {
        private final byte[] bytes;
        private long left;
        private int at;

        Endless(byte[] bytes, long length) {
            this.bytes = bytes;
            this.left = length;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int read = (int) Math.min(left, Math.min(length, bytes.length - at));
            System.arraycopy(bytes, at, to, offset, read);
            at = (at + read) % bytes.length;
            left -= read;
            return read;
        }
    }
}
