package io.yuhitsu.support;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files of settings: the administrator's, and the templates that ship with every key in them. */
final class Settings {
    private static final Pattern DEFAULT = Pattern.compile("^#([A-Za-z][A-Za-z0-9.]*)=(.*)$", Pattern.MULTILINE);

    private static final String ROUTES = "io.yuhitsu.routes.cfg";

    private Settings() {}

    /** The administrator's files, by name. */
    static Map<String, Path> files(Site site) throws IOException {
        return list(site.etc());
    }

    static Map<String, Path> templates(Site site) throws IOException {
        return list(site.home().resolve("share/etc"));
    }

    private static Map<String, Path> list(Path folder) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.cfg")) {
                found.forEach(file -> files.put(file.getFileName().toString(), file));
            }
        }
        return files;
    }

    /** What is set in the file. @throws IOException also when the file's form is wrong */
    static Map<String, String> set(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IllegalArgumentException e) {
            throw new IOException(e);
        }
        Map<String, String> set = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> set.put(key, properties.getProperty(key)));
        return set;
    }

    /** The keys of a shipped template with their defaults. */
    static Map<String, String> known(Path template) throws IOException {
        Map<String, String> known = new LinkedHashMap<>();
        Matcher line = DEFAULT.matcher(Files.readString(template));
        while (line.find()) {
            known.put(line.group(1), line.group(2));
        }
        known.putAll(set(template));
        return known;
    }

    /** What the administrator set, or else the default; nothing when the file cannot be read or the key is not known. */
    static Optional<String> effective(Site site, String name, String key) {
        List<Map<String, String>> places = new ArrayList<>();
        try {
            if (Files.isReadable(site.etc().resolve(name))) {
                places.add(set(site.etc().resolve(name)));
            }
            places.add(known(site.home().resolve("share/etc").resolve(name)));
        } catch (IOException e) {
            // The check of the settings says so; what could be read counts.
        }
        return places.stream()
                .filter(place -> place.containsKey(key))
                .map(place -> place.get(key))
                .findFirst();
    }

    /** A folder that a value for route files names; nothing when it is not absolute. */
    static Optional<Path> folder(Site site, String key) {
        return effective(site, ROUTES, key).flatMap(value -> absolute(site, value));
    }

    private static Optional<Path> absolute(Site site, String value) {
        String path = value.strip().replace("${yuhitsu.data}", site.data().toString());
        try {
            return path.startsWith("/") ? Optional.of(Path.of(path).normalize()) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Folders outside of the data folder that are there and that the administrator's values for route files name. */
    static List<Path> otherFolders(Site site) {
        Map<String, String> values;
        try {
            Path file = site.etc().resolve(ROUTES);
            values = Files.isReadable(file) ? set(file) : Map.of();
        } catch (IOException e) {
            // The check of the settings says so.
            return List.of();
        }
        return values.entrySet().stream()
                .flatMap(each -> each.getKey().equals("file.roots")
                        ? Stream.of(each.getValue().split(","))
                        : Stream.of(each.getValue()))
                .flatMap(value -> absolute(site, value).stream())
                .filter(folder -> !folder.startsWith(site.data()) && Files.isDirectory(folder))
                .distinct()
                .toList();
    }

    static long number(Site site, String name, String key, long otherwise) {
        try {
            return effective(site, name, key)
                    .map(String::strip)
                    .map(Long::parseLong)
                    .orElse(otherwise);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
