package io.yuhitsu.routes.internal.files;

import io.yuhitsu.durable.DurableFiles;
import io.yuhitsu.durable.DurableStep;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last text and values of each file that worked, for a start at which the present ones do not. Secrets are kept as references. */
final class LastGood {
    private static final Logger LOG = LoggerFactory.getLogger(LastGood.class);
    private static final String TEXT = "text";
    private static final DurableStep KEPT = DurableStep.named("routes.last-good");

    private final Path folder;

    LastGood(Path folder) {
        this.folder = folder;
    }

    /** @param values of the names that the text uses */
    record Kept(String text, Map<String, String> values) {
        Kept {
            values = Map.copyOf(values);
        }
    }

    /** One file, replaced whole, so that text and values always belong together. */
    void keep(String name, Kept kept) {
        if (kept.equals(find(name).orElse(null))) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Properties content = new Properties();
            content.setProperty(TEXT, kept.text());
            new TreeMap<>(kept.values()).forEach((key, value) -> content.setProperty("value." + key, value));
            StringWriter written = new StringWriter();
            content.store(written, null);
            DurableFiles.write(file(name), written.toString().getBytes(StandardCharsets.UTF_8), KEPT);
        } catch (IOException e) {
            LOG.warn("the last good version of {} could not be kept", name, e);
        }
    }

    Optional<Kept> find(String name) {
        if (!Files.isRegularFile(file(name))) {
            return Optional.empty();
        }
        try {
            Properties content = new Properties();
            content.load(new StringReader(Files.readString(file(name), StandardCharsets.UTF_8)));
            Map<String, String> values = new TreeMap<>();
            content.stringPropertyNames().stream()
                    .filter(key -> key.startsWith("value."))
                    .forEach(key -> values.put(key.substring("value.".length()), content.getProperty(key)));
            return Optional.ofNullable(content.getProperty(TEXT)).map(text -> new Kept(text, values));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("the last good version of {} could not be read", name, e);
            return Optional.empty();
        }
    }

    private Path file(String name) {
        return folder.resolve(name + ".good");
    }
}
