package io.yuhitsu.speech.transcription.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.yuhitsu.api.spi.AudioDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.vosk.LibVosk;
import org.vosk.LogLevel;
import org.vosk.Model;
import org.vosk.Recognizer;

/** Vosk's example program: a whole recording through one recogniser, 4096 bytes at a time. In a process of its own, as native code may end it. */
final class PlainVosk {
    private PlainVosk() {}

    /** @param pcm read to its end */
    static String hear(Path model, InputStream pcm) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-Djna.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PlainVosk.class.getName(),
                        model.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            pcm.transferTo(in);
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException("plain Vosk ended with status " + status);
        }
        return text;
    }

    public static void main(String[] args) throws IOException {
        LibVosk.setLogLevel(LogLevel.WARNINGS);
        StringBuilder text = new StringBuilder();
        try (Model model = new Model(args[0]);
                Recognizer recognizer = new Recognizer(model, AudioDecoder.SAMPLE_RATE)) {
            byte[] chunk = new byte[4096];
            for (int read = System.in.readNBytes(chunk, 0, chunk.length);
                    read > 0;
                    read = System.in.readNBytes(chunk, 0, chunk.length)) {
                if (recognizer.acceptWaveForm(chunk, read)) {
                    append(recognizer.getResult(), text);
                }
            }
            append(recognizer.getFinalResult(), text);
        }
        new PrintStream(System.out, true, StandardCharsets.UTF_8).print(text);
    }

    private static void append(String result, StringBuilder to) throws IOException {
        to.append(new ObjectMapper().readTree(result).path("text").asText()).append(' ');
    }
}
