package io.yuhitsu.speech.vosk.child;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Lays Vosk's and JNA's native libraries into a folder once, instead of into the temporary folder at each start. */
final class Natives {
    private Natives() {}

    static void unpack(Path folder) throws IOException {
        Files.createDirectories(folder);
        unpack("/linux-x86-64/libvosk.so", folder.resolve("libvosk.so"));
        unpack("/com/sun/jna/linux-x86-64/libjnidispatch.so", folder.resolve("libjnidispatch.so"));
        System.setProperty("jna.boot.library.path", folder.toString());
        System.setProperty("jna.library.path", folder.toString());
        System.setProperty("jna.nounpack", "true");
        // Words and folder names are UTF-8, whatever the locale of the server is.
        System.setProperty("jna.encoding", "UTF-8");
    }

    private static void unpack(String resource, Path target) throws IOException {
        if (Files.exists(target)) {
            return;
        }
        // Several children may start at once: each writes its own file, and a name is only ever seen with the whole
        // content.
        Path aside =
                Files.createTempFile(target.getParent(), target.getFileName().toString(), ".part");
        try (InputStream in = Natives.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException(resource + " is missing: there is no recogniser for this system");
            }
            Files.copy(in, aside, StandardCopyOption.REPLACE_EXISTING);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
