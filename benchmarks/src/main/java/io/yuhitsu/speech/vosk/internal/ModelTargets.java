package io.yuhitsu.speech.vosk.internal;

import io.yuhitsu.benchmarks.FuzzTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives of models, and what recognisers say. */
public final class ModelTargets {
    private ModelTargets() {}

    public static List<FuzzTarget> targets(Path work) throws IOException {
        byte[] tar = tar();
        return List.of(
                new FuzzTarget("model-archive", List.of(zip(), gzip(tar)), damaged -> unpack(work, damaged)),
                // Damage to what is compressed hardly ever reaches what reads it.
                new FuzzTarget("model-tar", List.of(tar), damaged -> unpack(work, gzip(damaged))),
                new FuzzTarget("sentences", List.of(sentence()), ModelTargets::sentence));
    }

    private static String unpack(Path work, byte[] archive) throws IOException {
        Path folder = Files.createTempDirectory(work, "model");
        Path file = Files.write(folder.resolve("archive"), archive);
        Path target = Files.createDirectory(folder.resolve("target"));
        try {
            new Unpacker(target).unpack(file);
            return "unpacked";
        } catch (UnsafeArchiveException e) {
            return e.code();
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        } finally {
            if (Files.exists(work.resolve("escaped")) || Files.exists(folder.resolve("escaped"))) {
                throw new IllegalStateException("an entry left its folder");
            }
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.sorted(Comparator.reverseOrder()).forEach(all::add);
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("m/am/final.mdl", "m/conf/mfcc.conf", "m/日本語.txt", "m/../../escaped")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.repeat(20).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] tar() {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        entry(tar, "m/", '5', "");
        entry(tar, "m/am/final.mdl", '0', "model".repeat(50));
        entry(tar, "././@LongLink", 'L', "m/" + "long/".repeat(30) + "name\0");
        entry(tar, "m/short", '0', "x");
        entry(tar, "pax", 'x', "26 path=m/日本語/conf\n");
        entry(tar, "m/conf", '0', "y");
        entry(tar, "../escaped", '0', "z");
        tar.writeBytes(new byte[1024]);
        return tar.toByteArray();
    }

    private static void entry(ByteArrayOutputStream tar, String name, char type, String content) {
        byte[] body = content.getBytes(StandardCharsets.UTF_8);
        byte[] entry = new byte[512 + (body.length + 511) / 512 * 512];
        put(entry, 0, name);
        put(entry, 124, String.format("%011o", body.length));
        entry[156] = (byte) type;
        put(entry, 257, "ustar");
        System.arraycopy(body, 0, entry, 512, body.length);
        tar.writeBytes(entry);
    }

    private static void put(byte[] entry, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, entry, at, Math.min(100, bytes.length));
    }

    private static byte[] sentence() {
        return ("{\"result\": [{\"conf\": 0.98, \"end\": 1.2, \"start\": 0.3, \"word\": \"会議\"},{\"conf\": 1, \"end\":"
                        + " 2, \"start\": 1.2, \"word\": \"を\", \"more\": [1]}], \"text\": \"会議 を\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String sentence(byte[] damaged) {
        try {
            Sentences.read(damaged, new ArrayList<>());
            return "read";
        } catch (IOException e) {
            return "refused";
        }
    }
}
