package io.yuhitsu.speech.vosk.internal;

import io.yuhitsu.api.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The folders with models: those that are shipped and those of the administrator. Looked at anew whenever somebody asks. Thread-safe. */
final class ModelFolders {
    private final List<Path> folders;
    /** Signatures of models that looked whole and could not be loaded. */
    private final Set<String> broken = ConcurrentHashMap.newKeySet();

    /** @param folders later ones count more when two models have one name; a folder that is not there holds no models */
    ModelFolders(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** @param models best first within a language */
    record Found(List<ModelFolder> models, List<Message> problems) {}

    Found look() {
        Map<String, ModelFolder> models = new LinkedHashMap<>();
        List<Message> problems = new ArrayList<>();
        for (Path folder : folders) {
            for (Path candidate : list(folder, problems)) {
                look(candidate, models, problems);
            }
        }
        List<ModelFolder> sorted = models.values().stream()
                .sorted(Comparator.comparing(
                                (ModelFolder found) -> found.model().language().getLanguage())
                        .thenComparing(found -> found.model().demo())
                        .thenComparing(found -> -found.model().bytes())
                        .thenComparing(found -> found.model().name()))
                .toList();
        return new Found(sorted, problems);
    }

    /** Remembers that a model cannot be loaded, until its files change. */
    void markBroken(ModelFolder model) {
        broken.add(model.signature());
    }

    private static List<Path> list(Path folder, List<Message> problems) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(Files::isDirectory)
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            problems.add(VoskSpeech.TEXTS.message("model-unreadable", folder));
            return List.of();
        }
    }

    private void look(Path candidate, Map<String, ModelFolder> models, List<Message> problems) {
        String name = candidate.getFileName().toString();
        try {
            Path root = ModelFolder.root(candidate);
            List<String> missing = ModelFolder.missing(root);
            if (!ModelFolder.isAny(root)) {
                problems.add(VoskSpeech.TEXTS.message("model-none", candidate));
            } else if (!missing.isEmpty()) {
                problems.add(VoskSpeech.TEXTS.message("model-incomplete", candidate, String.join(", ", missing)));
            } else {
                ModelFolder.read(name, root)
                        .ifPresentOrElse(
                                found -> add(found, candidate, models, problems),
                                () -> problems.add(
                                        VoskSpeech.TEXTS.message("model-language", candidate, ModelFolder.METADATA)));
            }
        } catch (IOException e) {
            problems.add(VoskSpeech.TEXTS.message("model-unreadable", candidate));
        }
    }

    private void add(ModelFolder found, Path candidate, Map<String, ModelFolder> models, List<Message> problems) {
        if (broken.contains(found.signature())) {
            problems.add(VoskSpeech.TEXTS.message("model-unloadable", candidate));
        } else {
            models.put(found.model().name(), found);
        }
    }
}
