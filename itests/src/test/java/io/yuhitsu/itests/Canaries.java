package io.yuhitsu.itests;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Words that must not leave the data folder, in every form in which a program might write them by accident. */
final class Canaries {
    private final Set<String> words = new LinkedHashSet<>();

    void add(String word) {
        if (word.codePoints().count() < 4) {
            throw new IllegalArgumentException("too short to be told from chance: " + word);
        }
        words.add(word);
    }

    Set<String> words() {
        return words;
    }

    /** Where a word is found in an archive: the entries' names, and their contents decompressed. */
    List<String> foundIn(Path zip) throws IOException {
        List<String> found = new ArrayList<>();
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : archive.stream().toList()) {
                String text = entry.getName() + "\n"
                        + new String(archive.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
                found.addAll(foundIn(entry.getName(), text));
            }
        }
        return found;
    }

    /** @param bytes one character for each byte */
    private List<String> foundIn(String place, String bytes) {
        String lower = bytes.toLowerCase(Locale.ROOT);
        List<String> found = new ArrayList<>();
        for (String word : words) {
            for (String form : forms(word)) {
                if (bytes.contains(form) || lower.contains(form.toLowerCase(Locale.ROOT))) {
                    found.add(word + " in " + place + " as " + form);
                }
            }
        }
        return found;
    }

    static Set<String> forms(String word) {
        Set<String> forms = new LinkedHashSet<>();
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            byte[] bytes = word.getBytes(charset);
            forms.add(new String(bytes, StandardCharsets.ISO_8859_1));
            forms.add(HexFormat.of().formatHex(bytes));
            forms.addAll(base64(bytes));
        }
        StringBuilder unicode = new StringBuilder();
        StringBuilder percent = new StringBuilder();
        StringBuilder octal = new StringBuilder();
        word.chars().forEach(c -> unicode.append(c < 128 ? String.valueOf((char) c) : String.format("\\u%04x", c)));
        for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
            percent.append(b > 0 ? String.valueOf((char) b) : String.format("%%%02x", b));
            octal.append(b > 0 ? String.valueOf((char) b) : String.format("\\%03o", b & 0xff));
        }
        forms.add(unicode.toString());
        forms.add(percent.toString());
        forms.add(octal.toString());
        return forms;
    }

    /** Where the bytes begin within the groups of three decides how they look; the letters at both ends hold neighbours, too. */
    private static List<String> base64(byte[] bytes) {
        List<String> forms = new ArrayList<>();
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            int first = (before * 8 + 5) / 6;
            int last = shifted.length * 8 / 6;
            if (last - first >= 6) {
                forms.add(text.substring(first, last));
                forms.add(text.substring(first, last).replace('+', '-').replace('/', '_'));
            }
        }
        return forms;
    }
}
