package io.yuhitsu.support;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What the program itself can say: the constants of its classes and the codes of its messages, read off its jars. Whatever else stands in
 * a log came from outside.
 *
 * @param constants of our own classes, by simple name; under the empty name the shipped route files
 * @param classes simple names of all classes, the libraries' too
 * @param codes of messages
 */
record ProgramWords(Map<String, Set<String>> constants, Set<String> classes, Set<String> codes) {
    private static final String OURS = "io/yuhitsu/";

    static ProgramWords of(Path home) throws IOException {
        ProgramWords words = new ProgramWords(new HashMap<>(), new HashSet<>(), new HashSet<>());
        try (Stream<Path> routes = Files.list(home.resolve("routes"))) {
            words.constants.put(
                    "", routes.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
        }
        List<Path> jars;
        try (Stream<Path> tree = Files.walk(home.resolve("system"))) {
            jars = tree.filter(file -> file.toString().endsWith(".jar")).toList();
        }
        for (Path jar : jars) {
            try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
                words.add(in);
            }
        }
        return words;
    }

    boolean isConstant(String text) {
        return constants.values().stream().anyMatch(of -> of.contains(text));
    }

    private void add(ZipInputStream jar) throws IOException {
        for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
            String name = entry.getName();
            if (name.endsWith(".class")) {
                String simple = name.substring(name.lastIndexOf('/') + 1, name.length() - ".class".length());
                classes.add(simple);
                if (name.startsWith(OURS)) {
                    constants
                            .computeIfAbsent(simple.replaceAll("\\$.*", ""), key -> new HashSet<>())
                            .addAll(strings(jar.readAllBytes()));
                }
            } else if (name.startsWith(OURS) && name.endsWith("texts_en.properties")) {
                Properties texts = new Properties();
                texts.load(new java.io.InputStreamReader(
                        new ByteArrayInputStream(jar.readAllBytes()), StandardCharsets.UTF_8));
                codes.addAll(texts.stringPropertyNames());
            }
        }
    }

    /** The string constants of a class file (JVMS 4.4). */
    static Set<String> strings(byte[] classFile) throws IOException {
        Map<Integer, String> texts = new HashMap<>();
        Set<Integer> strings = new HashSet<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
            in.skipNBytes(8);
            int count = in.readUnsignedShort();
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> texts.put(i, in.readUTF());
                    case 8 -> strings.add(in.readUnsignedShort());
                    case 7, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        i++;
                    }
                    default -> in.skipNBytes(4);
                }
            }
        }
        Set<String> found = new HashSet<>();
        strings.forEach(index -> found.add(texts.get(index)));
        return found;
    }
}
