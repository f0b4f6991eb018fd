package io.yuhitsu.speech.decoder.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.yuhitsu.children.Children;
import io.yuhitsu.contracts.Tones;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that point to other files or addresses, under a trace of everything that server and children open. */
@Timeout(180)
class ReferencesTest {
    private static final Pattern CONNECTION = Pattern.compile("\\b(connect|send[a-z]+)\\(.*AF_INET");

    @TempDir
    static Path folder;

    @Test
    void aFileThatPointsElsewhereMakesNothingBeReadAndNoConnection() throws Exception {
        assumeTrue(hasStrace(), "strace is not installed or may not trace; install the package strace");
        Path canary = Files.write(folder.resolve("canary.wav"), Tones.wav(16_000, 1, 1));
        Path trace = folder.resolve("trace");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(200);
            Process traced = strace(
                    trace,
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Traced.class.getName(),
                    folder.resolve("run").toString(),
                    canary.toString(),
                    "http://127.0.0.1:" + server.getLocalPort() + "/canary.wav");
            String said = new String(traced.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(traced.waitFor(60, TimeUnit.SECONDS)).isTrue();

            assertThat(said.lines())
                    .hasSize(2 * Traced.files("", "").size())
                    .allMatch(
                            line -> line.matches(
                                    "[a-z0-9 ]+: (file-is-[a-z-]+|not-a-recording|recording-[a-z-]+|[0-9]+ samples of its own)"));
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
        List<String> opened = Files.readAllLines(trace, StandardCharsets.ISO_8859_1);
        // The trace sees the child that decodes.
        assertThat(opened.stream().filter(line -> line.contains("libavformat.so") && line.contains("openat(")))
                .isNotEmpty();
        assertThat(opened.stream().filter(line -> line.contains("canary") && !line.contains("execve(")))
                .isEmpty();
        assertThat(opened.stream().filter(line -> CONNECTION.matcher(line).find()))
                .isEmpty();
    }

    private static boolean hasStrace() throws IOException, InterruptedException {
        try {
            return strace(folder.resolve("try"), "true").waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Process strace(Path to, String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "strace",
                "-f",
                "-qq",
                "-e",
                "trace=open,openat,openat2,execve,connect,sendto,sendmsg,sendmmsg",
                "-s",
                "200"));
        all.addAll(List.of("-o", to.toString()));
        all.addAll(List.of(command));
        return new ProcessBuilder(all)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** A server that probes and decodes each of the files and says what came of it. */
    static final class Traced {
        private Traced() {}

        public static void main(String[] args) throws Exception {
            try (Children children = Children.below(Path.of(args[0]))) {
                WithDecoder.decoder = new FfmpegDecoder(children, 1, 512, 1);
                for (String target : List.of(args[1], args[2])) {
                    for (Map.Entry<String, byte[]> file : files(target, args[1]).entrySet()) {
                        System.out.println(file.getKey() + ": " + outcome(file.getValue()));
                    }
                }
            }
        }

        private static String outcome(byte[] content) throws Exception {
            try {
                WithDecoder.probe(content);
                return WithDecoder.decode(content).pcm().length / 2 + " samples of its own";
            } catch (io.yuhitsu.api.FailureException e) {
                return e.reason().code();
            } catch (IOException e) {
                return ((io.yuhitsu.api.FailureException) e.getCause()).reason().code();
            }
        }

        /** @param path of a file, for what can name nothing else */
        static Map<String, byte[]> files(String target, String path) throws IOException {
            Map<String, byte[]> files = new LinkedHashMap<>();
            text(files, "m3u", target + "\n");
            text(files, "m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:1,\n" + target + "\n#EXT-X-ENDLIST\n");
            text(files, "m3u8 key", "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"" + target + "\"\n#EXTINF:1,\na.ts\n");
            text(files, "ffconcat", "ffconcat version 1.0\nfile '" + target + "'\n");
            text(files, "concat", "file '" + target + "'\n");
            text(files, "pls", "[playlist]\nFile1=" + target + "\nNumberOfEntries=1\nVersion=2\n");
            text(files, "asx", "<asx version=\"3.0\"><entry><ref href=\"" + target + "\"/></entry></asx>");
            text(files, "asf reference", "[Reference]\r\nRef1=" + target + "\r\n");
            text(
                    files,
                    "xspf",
                    "<?xml version=\"1.0\"?><playlist version=\"1\" xmlns=\"http://xspf.org/ns/0/\"><trackList>"
                            + "<track><location>" + target + "</location></track></trackList></playlist>");
            text(files, "smil", "<smil><body><audio src=\"" + target + "\"/></body></smil>");
            text(
                    files,
                    "sdp",
                    "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\n"
                            + "m=audio 5004 RTP/AVP 0\na=control:" + target + "\n");
            text(
                    files,
                    "mpd",
                    "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\" "
                            + "mediaPresentationDuration=\"PT1S\"><Period><AdaptationSet mimeType=\"audio/mp4\"><Representation "
                            + "id=\"1\" bandwidth=\"1\"><BaseURL>" + target
                            + "</BaseURL></Representation></AdaptationSet></Period></MPD>");
            text(files, "cue", "FILE \"" + target + "\" WAVE\n  TRACK 01 AUDIO\n    INDEX 01 00:00:00\n");
            files.put("mov url", movElsewhere("url ", (target + "\0").getBytes(StandardCharsets.UTF_8)));
            files.put("mov alias", movElsewhere("alis", alias(path)));
            files.put("mkv chained", chained(target));
            return files;
        }

        private static void text(Map<String, byte[]> files, String name, String content) {
            files.put(name, content.getBytes(StandardCharsets.UTF_8));
        }

        /** A QuickTime file whose samples are said to lie in another file. */
        private static byte[] movElsewhere(String kind, byte[] reference) throws IOException {
            byte[] mov = Encoded.of("mov", "pcm_s16le", 16_000, 1).bytes(0.5);
            String text = new String(mov, StandardCharsets.ISO_8859_1);
            int dref = text.lastIndexOf("dref");
            int entry = dref + 12;
            int oldLength = ByteBuffer.wrap(mov).getInt(entry);
            int more = 12 + reference.length - oldLength;
            ByteBuffer made = ByteBuffer.allocate(mov.length + more);
            made.put(mov, 0, entry).putInt(12 + reference.length);
            made.put(kind.getBytes(StandardCharsets.US_ASCII)).putInt(0).put(reference);
            made.put(mov, entry + oldLength, mov.length - entry - oldLength);
            for (String box : List.of("moov", "trak", "mdia", "minf", "dinf", "dref")) {
                int at = text.lastIndexOf(box, dref) - 4;
                made.putInt(at, made.getInt(at) + more);
            }
            return made.array();
        }

        /** A Macintosh alias as ffmpeg reads it: volume, name, levels, then an absolute path with colons. */
        private static byte[] alias(String path) {
            String name = Path.of(path).getFileName().toString();
            byte[] absolute = ("disk" + path.replace('/', ':')).getBytes(StandardCharsets.UTF_8);
            ByteBuffer alias = ByteBuffer.allocate(200 + absolute.length);
            alias.position(10).put((byte) 4).put("disk".getBytes(StandardCharsets.US_ASCII));
            alias.position(10 + 28 + 12)
                    .put((byte) name.length())
                    .put(name.getBytes(StandardCharsets.UTF_8), 0, Math.min(63, name.length()));
            alias.position(10 + 28 + 12 + 64 + 16).putShort((short) 1).putShort((short) 1);
            alias.position(alias.position() + 16).putShort((short) 2).putShort((short) absolute.length);
            return alias.put(absolute).putShort((short) -1).array();
        }

        /** Matroska files may say which file comes next. */
        private static byte[] chained(String target) throws IOException {
            byte[] whole = Encoded.of("matroska", "pcm_s16le", 16_000, 1).bytes(0.5);
            byte[] name = target.getBytes(StandardCharsets.UTF_8);
            // Over the Void that ffmpeg's muxer leaves in front: Info { NextFilename }.
            String text = new String(whole, StandardCharsets.ISO_8859_1);
            int empty = text.indexOf("\u00ec");
            int room = 2 + 3 + 4 + name.length;
            ByteBuffer made = ByteBuffer.wrap(whole);
            if (empty > 0 && empty < 200 && empty + 20 + room < whole.length) {
                made.position(empty).put(new byte[] {0x15, 0x49, (byte) 0xa9, 0x66});
                made.put((byte) (0x80 | (3 + 1 + name.length) & 0x7f)).put(new byte[] {0x3e, (byte) 0x83, (byte) 0xbb});
                made.put((byte) (0x80 | name.length & 0x7f)).put(name);
            }
            return whole;
        }
    }
}
