package io.yuhitsu.speech.transcription.internal;

import io.yuhitsu.benchmarks.BareDecoder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vosk.LibVosk;
import org.vosk.LogLevel;
import org.vosk.Model;
import org.vosk.Recognizer;

/**
 * What nobody can do without: ffmpeg, then the cuts, then libvosk on each segment, one after the other in one thread, with no server, no
 * pipe, no store and no documents.
 */
public final class BarePipeline {
    private static final int CHUNK = 4096;
    private static final float SAMPLE_RATE = 16_000;

    private BarePipeline() {}

    private record Segment(long at, int bytes) {}

    /** Arguments: model folder, recording, file for the decoded sound. Prints the number of segments and of characters heard. */
    public static void main(String[] args) throws IOException {
        Path pcm = Path.of(args[2]);
        BareDecoder.decode(Path.of(args[1]), pcm);
        List<Segment> segments = cut(pcm);
        long characters = recognise(Path.of(args[0]), pcm, segments);
        System.out.println(segments.size() + " segments, " + characters + " characters");
    }

    private static List<Segment> cut(Path pcm) throws IOException {
        List<Segment> segments = new ArrayList<>();
        long at = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(pcm), 1 << 16)) {
            SilenceCutter cutter = new SilenceCutter(in);
            for (Optional<Stretch> next = cutter.next(); next.isPresent(); next = cutter.next()) {
                segments.add(new Segment(at, next.get().pcm().length));
                at += next.get().pcm().length;
            }
        }
        return segments;
    }

    private static long recognise(Path model, Path pcm, List<Segment> segments) throws IOException {
        LibVosk.setLogLevel(LogLevel.WARNINGS);
        long characters = 0;
        try (Model loaded = new Model(model.toString());
                RandomAccessFile in = new RandomAccessFile(pcm.toFile(), "r")) {
            for (Segment segment : segments) {
                byte[] sound = new byte[segment.bytes()];
                in.seek(segment.at());
                in.readFully(sound);
                characters += recognise(loaded, sound);
            }
        }
        return characters;
    }

    private static long recognise(Model model, byte[] sound) throws IOException {
        long characters = 0;
        try (Recognizer recognizer = new Recognizer(model, SAMPLE_RATE)) {
            recognizer.setWords(true);
            byte[] chunk = new byte[CHUNK];
            for (int at = 0; at < sound.length; at += CHUNK) {
                int length = Math.min(CHUNK, sound.length - at);
                System.arraycopy(sound, at, chunk, 0, length);
                if (recognizer.acceptWaveForm(chunk, length)) {
                    characters += recognizer.getResult().length();
                }
            }
            return characters + recognizer.getFinalResult().length();
        }
    }
}
