package io.yuhitsu.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Speech models: there, and whole as far as can be seen. The recogniser decides; this is for a server that does not run. */
final class ModelsCheck {
    private static final List<String> NEEDED = List.of("am/final.mdl", "conf/model.conf", "conf/mfcc.conf");
    private static final List<String> NEEDED_FLAT = List.of("final.mdl", "mfcc.conf", "word_boundary.int");

    private ModelsCheck() {}

    static void look(Site site, Findings findings) throws IOException {
        boolean demo = models(site.home().resolve("models"), findings) > 0;
        int own = models(site.data().resolve("models"), findings);
        if (own == 0 && demo) {
            findings.note("models-demo-only");
            findings.command(site.command("model install DIR-OR-ARCHIVE"));
        } else if (own == 0) {
            findings.error("models-none");
            findings.command(site.command("model install DIR-OR-ARCHIVE"));
        }
    }

    private static int models(Path folder, Findings findings) throws IOException {
        if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
            return 0;
        }
        int whole = 0;
        try (Stream<Path> inside = Files.list(folder)) {
            for (Path candidate : inside.filter(Files::isDirectory).sorted().toList()) {
                if (candidate.getFileName().toString().startsWith(".") || !Files.isReadable(candidate)) {
                    continue;
                }
                Path model = root(candidate);
                List<String> missing = missing(model);
                if (!looksLikeModel(model)) {
                    findings.warn("model-none", candidate);
                } else if (!missing.isEmpty()) {
                    findings.warn("model-incomplete", candidate, String.join(", ", missing));
                } else {
                    whole++;
                }
            }
        }
        return whole;
    }

    private static Path root(Path folder) throws IOException {
        if (looksLikeModel(folder)) {
            return folder;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            List<Path> models = inside.filter(ModelsCheck::looksLikeModel).toList();
            return models.size() == 1 ? models.get(0) : folder;
        }
    }

    private static boolean looksLikeModel(Path folder) {
        return Files.isDirectory(folder.resolve("am"))
                || Files.isDirectory(folder.resolve("graph"))
                || Files.isRegularFile(folder.resolve("final.mdl"));
    }

    private static List<String> missing(Path model) {
        boolean flat = Files.isRegularFile(model.resolve("final.mdl"));
        String graph = flat ? "" : "graph/";
        List<String> missing = new ArrayList<>();
        for (String file : flat ? NEEDED_FLAT : NEEDED) {
            add(model, file, missing);
        }
        if (isAbsent(model, graph + "HCLG.fst")) {
            add(model, graph + "HCLr.fst", missing);
            add(model, graph + "Gr.fst", missing);
        }
        return missing;
    }

    private static void add(Path model, String file, List<String> missing) {
        if (isAbsent(model, file)) {
            missing.add(file);
        }
    }

    private static boolean isAbsent(Path model, String file) {
        try {
            return Files.size(model.resolve(file)) == 0;
        } catch (IOException e) {
            return true;
        }
    }
}
