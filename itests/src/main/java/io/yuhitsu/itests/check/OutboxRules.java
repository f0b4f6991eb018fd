package io.yuhitsu.itests.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.yuhitsu.itests.check.Rows.DeliveryRow;
import io.yuhitsu.itests.check.Rows.JobRow;
import io.yuhitsu.itests.check.Snapshot.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Promises about what lies in the outbox. */
final class OutboxRules {
    static final List<Rule> ALWAYS = List.of(
            Rule.of("delivered-once", OutboxRules::once),
            Rule.of("delivered-is-there", OutboxRules::there),
            Rule.of("documents-are-whole", OutboxRules::whole));

    private static final String MANIFEST = "manifest.json";
    private static final JsonMapper MAPPER = new JsonMapper();

    private OutboxRules() {}

    private record Delivered(Path folder, JsonNode manifest) {
        String text(String field) {
            return manifest.path(field).asText();
        }
    }

    /** Every folder that a reader sees; one without a readable manifest has a missing node. */
    private static List<Delivered> delivered(Snapshot snapshot) throws IOException {
        List<Delivered> all = new ArrayList<>();
        for (Path profile : visible(snapshot.data().resolve("outbox"))) {
            if (!Files.isDirectory(profile)) {
                // The harness puts a file there to make the outbox unwritable.
                continue;
            }
            for (Path folder : visible(profile)) {
                all.add(new Delivered(folder, manifest(folder)));
            }
        }
        return all;
    }

    private static List<Path> visible(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode manifest(Path folder) {
        try {
            return MAPPER.readTree(Files.readAllBytes(folder.resolve(MANIFEST)));
        } catch (IOException e) {
            return MAPPER.missingNode();
        }
    }

    private static void once(Snapshot snapshot, Rule.Findings findings) throws IOException {
        Set<String> deliveries = new HashSet<>();
        for (Delivered each : delivered(snapshot)) {
            if (!deliveries.add(each.text("deliveryId"))) {
                findings.add(
                        "job %s version %s: delivery %s lies in %s as well",
                        each.text("jobId"),
                        each.text("version"),
                        each.text("deliveryId"),
                        snapshot.name(each.folder()));
            }
        }
        Set<String> targets = new HashSet<>();
        for (DeliveryRow row : snapshot.rows().deliveries()) {
            if (!targets.add(row.job() + " " + row.version() + " " + row.target())) {
                findings.add("job %s version %d has two deliveries to one target", row.job(), row.version());
            }
        }
    }

    private static void there(Snapshot snapshot, Rule.Findings findings) throws IOException {
        List<Delivered> all = delivered(snapshot);
        Set<String> folders = all.stream().map(each -> each.text("deliveryId")).collect(Collectors.toSet());
        Set<String> rows = new HashSet<>();
        for (DeliveryRow row : snapshot.rows().deliveries()) {
            rows.add(row.id());
            if (row.channel().equals("folder") && row.state().equals("DELIVERED") && !folders.contains(row.id())) {
                findings.add("job %s: delivery %s has a receipt and no folder", row.job(), row.id());
            }
        }
        for (Delivered each : all) {
            if (!rows.contains(each.text("deliveryId"))) {
                findings.add("%s is of no delivery", snapshot.name(each.folder()));
            }
        }
    }

    private static void whole(Snapshot snapshot, Rule.Findings findings) throws IOException {
        for (Delivered each : delivered(snapshot)) {
            if (!Files.isDirectory(each.folder())) {
                findings.add("%s is no folder", snapshot.name(each.folder()));
                continue;
            }
            Set<String> named = new HashSet<>(Set.of(MANIFEST));
            for (JsonNode file : each.manifest().path("files")) {
                named.add(file.path("name").asText());
                compare(
                        snapshot,
                        findings,
                        each.folder().resolve(file.path("name").asText()),
                        file);
            }
            for (Path file : visible(each.folder())) {
                if (!named.contains(file.getFileName().toString())) {
                    findings.add("%s is not in the manifest", snapshot.name(file));
                }
            }
            source(snapshot, findings, each);
        }
    }

    private static void compare(Snapshot snapshot, Rule.Findings findings, Path file, JsonNode said)
            throws IOException {
        if (!Files.isRegularFile(file)) {
            findings.add("%s is missing", snapshot.name(file));
            return;
        }
        Content content = Snapshot.read(file);
        if (!content.equals(
                new Content(said.path("sha256").asText(), said.path("bytes").asLong()))) {
            findings.add("%s is not what its manifest says", snapshot.name(file));
        }
    }

    private static void source(Snapshot snapshot, Rule.Findings findings, Delivered each) throws IOException {
        String receipt = Files.exists(each.folder().resolve(MANIFEST))
                ? "sha256:" + Snapshot.read(each.folder().resolve(MANIFEST)).sha256()
                : "";
        for (DeliveryRow row : snapshot.rows().deliveries()) {
            if (row.id().equals(each.text("deliveryId"))
                    && row.state().equals("DELIVERED")
                    && !receipt.equals(row.receipt())) {
                findings.add("%s: its manifest is not the one of the receipt", snapshot.name(each.folder()));
            }
        }
        for (JobRow job : snapshot.rows().jobs()) {
            if (job.id().equals(each.text("jobId"))
                    && !job.sha256()
                            .equals(each.manifest()
                                    .path("source")
                                    .path("sha256")
                                    .asText())) {
                findings.add("%s is of another recording than job %s", snapshot.name(each.folder()), job.id());
            }
        }
    }
}
