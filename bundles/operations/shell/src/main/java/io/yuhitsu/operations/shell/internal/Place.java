package io.yuhitsu.operations.shell.internal;

import java.nio.file.Path;
import org.apache.karaf.shell.api.console.Session;

/** Where the server's and the caller's folders are. */
final class Place {
    private Place() {}

    static Path data() {
        return Path.of(System.getProperty("yuhitsu.data", System.getProperty("karaf.data", "data")));
    }

    /** A path as the caller means it: relative to where the caller stands. */
    static Path of(Session session, String text) {
        Object directory = session.get(Screen.DIRECTORY);
        return Path.of(directory == null ? "" : directory.toString())
                .resolve(text)
                .toAbsolutePath()
                .normalize();
    }
}
