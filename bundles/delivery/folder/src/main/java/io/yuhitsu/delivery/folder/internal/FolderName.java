package io.yuhitsu.delivery.folder.internal;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Set;

/** Names that every file system and Windows can hold: NFC, no reserved characters or names, not too long. */
final class FolderName {
    /** Leaves room for {@code (2)} below the 255 bytes of most file systems. */
    private static final int MAX_BYTES = 200;

    private static final Set<String> DEVICES = Set.of(
            "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "LPT1",
            "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9");

    private FolderName() {}

    /** @param text anything that a person or a file name gave; what cannot be kept becomes {@code _} */
    static String of(String text) {
        StringBuilder name = new StringBuilder();
        int bytes = 0;
        for (int c :
                Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().toArray()) {
            int kept = isForbidden(c) ? '_' : c;
            bytes += Character.toString(kept).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_BYTES) {
                break;
            }
            name.appendCodePoint(kept);
        }
        String stripped = name.toString().strip();
        while (stripped.endsWith(".") || stripped.endsWith(" ")) {
            stripped = stripped.substring(0, stripped.length() - 1);
        }
        while (stripped.startsWith(".")) {
            stripped = stripped.substring(1);
        }
        String stem = stripped.contains(".") ? stripped.substring(0, stripped.indexOf('.')) : stripped;
        if (stripped.isBlank() || DEVICES.contains(stem.toUpperCase(java.util.Locale.ROOT))) {
            return "_" + stripped;
        }
        return stripped;
    }

    private static boolean isForbidden(int c) {
        int type = Character.getType(c);
        return "\\/:*?\"<>|".indexOf(c) >= 0
                || type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
