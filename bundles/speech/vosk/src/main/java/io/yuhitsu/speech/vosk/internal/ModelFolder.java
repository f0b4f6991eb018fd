package io.yuhitsu.speech.vosk.internal;

import io.yuhitsu.api.spi.SpeechModel;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A model on disk.
 *
 * @param path the folder that Vosk loads
 * @param changed newest time of its files, in ms
 */
record ModelFolder(SpeechModel model, Path path, long changed) {
    /** What Yuhitsu cannot read off a model itself: {@code language}, {@code demo}. */
    static final String METADATA = "yuhitsu-model.properties";

    static final String ENGINE = "vosk";

    /** The files of a model without which Vosk does not load it, or crashes. */
    private static final List<String> NEEDED = List.of("am/final.mdl", "conf/model.conf", "conf/mfcc.conf");

    private static final List<String> NEEDED_FLAT = List.of("final.mdl", "mfcc.conf", "word_boundary.int");

    /** Identity: changes when somebody puts other files there. */
    String signature() {
        return path + "/" + model.bytes() + "/" + changed;
    }

    /** The folder that is the model: this one, or the one in it when an archive was unpacked into a folder of its own name. */
    static Path root(Path folder) throws IOException {
        if (looksLikeModel(folder)) {
            return folder;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            List<Path> models = inside.filter(ModelFolder::looksLikeModel).toList();
            return models.size() == 1 ? models.get(0) : folder;
        }
    }

    private static boolean looksLikeModel(Path folder) {
        return Files.isDirectory(folder.resolve("am"))
                || Files.isDirectory(folder.resolve("graph"))
                || Files.isRegularFile(folder.resolve("final.mdl"));
    }

    /** Whether there is anything of a model in that folder. */
    static boolean isAny(Path root) {
        return looksLikeModel(root);
    }

    /** What a model needs and this folder has not; empty when it is whole as far as can be seen. */
    static List<String> missing(Path root) {
        boolean flat = Files.isRegularFile(root.resolve("final.mdl"));
        String graph = flat ? "" : "graph/";
        List<String> missing = new ArrayList<>();
        for (String file : flat ? NEEDED_FLAT : NEEDED) {
            if (isAbsent(root, file)) {
                missing.add(file);
            }
        }
        boolean whole = !isAbsent(root, graph + "HCLG.fst");
        if (!whole && isAbsent(root, graph + "HCLr.fst")) {
            missing.add(graph + "HCLr.fst");
        }
        if (!whole && isAbsent(root, graph + "Gr.fst")) {
            missing.add(graph + "Gr.fst");
        }
        if (Files.isDirectory(root.resolve("ivector"))) {
            for (String file : List.of("final.ie", "final.dubm", "final.mat", "global_cmvn.stats", "splice.conf")) {
                if (isAbsent(root, "ivector/" + file)) {
                    missing.add("ivector/" + file);
                }
            }
        }
        return missing;
    }

    private static boolean isAbsent(Path root, String file) {
        try {
            return Files.size(root.resolve(file)) == 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** @return nothing when nobody knows the language */
    static Optional<ModelFolder> read(String name, Path root) throws IOException {
        Properties metadata = new Properties();
        Path file = root.resolve(METADATA);
        if (Files.isRegularFile(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                metadata.load(reader);
            } catch (IllegalArgumentException e) {
                throw new IOException(METADATA + " cannot be read", e);
            }
        }
        Size size = new Size();
        Files.walkFileTree(root, size);
        return language(metadata, name)
                .map(language -> new ModelFolder(
                        new SpeechModel(
                                name,
                                ENGINE,
                                language,
                                size.bytes,
                                Boolean.parseBoolean(
                                        metadata.getProperty("demo", "false").strip())),
                        root,
                        size.changed));
    }

    private static Optional<Locale> language(Properties metadata, String name) {
        String tag = metadata.getProperty("language", "").strip();
        if (tag.isEmpty()) {
            return Language.of(name);
        }
        try {
            return Optional.of(new Locale.Builder().setLanguageTag(tag).build());
        } catch (IllformedLocaleException e) {
            return Optional.empty();
        }
    }

    private static final class Size extends SimpleFileVisitor<Path> {
        private long bytes;
        private long changed;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes += attributes.size();
            changed = Math.max(changed, attributes.lastModifiedTime().toMillis());
            return FileVisitResult.CONTINUE;
        }
    }
}
