package io.yuhitsu.itests.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.api.transcript.Word;
import io.yuhitsu.itests.check.Expected;
import io.yuhitsu.json.TranscriptJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Whether faults have changed what was heard: a stretch that was dropped, came twice or in another place changes the words or their times. */
final class SameWords {
    private static final JsonMapper MAPPER = new JsonMapper();

    private SameWords() {}

    /**
     * Compares the minutes that two profiles of a data folder have of the same recordings.
     *
     * @param calm the profile whose minutes are right
     * @return one line for each recording that differs
     */
    static List<String> between(Site site, String calm, String profile) throws IOException {
        Map<String, Transcript> right = transcripts(site.path("outbox").resolve(calm));
        Map<String, Transcript> others = transcripts(site.path("outbox").resolve(profile));
        List<String> found = new ArrayList<>();
        for (Expected each : site.handedIn()) {
            boolean both = each.profile().equals(profile)
                    && site.handedIn().stream()
                            .anyMatch(
                                    e -> e.profile().equals(calm) && e.sha256().equals(each.sha256()));
            if (both) {
                difference(right.get(each.sha256()), others.get(each.sha256()))
                        .ifPresent(what -> found.add(each + ": " + what));
            }
        }
        return found;
    }

    /** By the content of the recording. */
    private static Map<String, Transcript> transcripts(Path outbox) throws IOException {
        Map<String, Transcript> all = new TreeMap<>();
        if (!Files.isDirectory(outbox)) {
            return all;
        }
        try (Stream<Path> folders = Files.list(outbox)) {
            for (Path folder : folders.toList()) {
                if (Files.exists(folder.resolve("manifest.json"))) {
                    JsonNode manifest = MAPPER.readTree(Files.readAllBytes(folder.resolve("manifest.json")));
                    try (InputStream in = Files.newInputStream(folder.resolve("transcript.json"))) {
                        all.put(manifest.path("source").path("sha256").asText(), TranscriptJson.read(in));
                    }
                }
            }
        }
        return all;
    }

    /** Empty when both have the same words at the same times. Either is null when there is none. */
    static Optional<String> difference(Transcript right, Transcript other) {
        if (right == null || other == null) {
            return Optional.of("no transcript");
        }
        List<Word> expected = words(right);
        List<Word> found = words(other);
        if (expected.isEmpty()) {
            return Optional.of("nothing was heard without faults either");
        }
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            if (!expected.get(i).equals(found.get(i))) {
                return Optional.of("word " + i + " is " + found.get(i) + ", without faults " + expected.get(i));
            }
        }
        return expected.size() == found.size()
                ? Optional.empty()
                : Optional.of(found.size() + " words, without faults " + expected.size());
    }

    /** All but how sure the recogniser is. */
    private static List<Word> words(Transcript transcript) {
        return transcript.utterances().stream()
                .flatMap(utterance -> utterance.words().stream())
                .map(word -> new Word(word.text(), word.startMs(), word.endMs(), 1))
                .toList();
    }
}
