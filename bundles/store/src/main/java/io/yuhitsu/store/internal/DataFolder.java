package io.yuhitsu.store.internal;

import io.yuhitsu.api.text.Texts;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.osgi.framework.BundleContext;

/** The folder that the server was started on. */
public record DataFolder(Path root) {
    /** Framework property that names the folder. */
    public static final String PROPERTY = "yuhitsu.data";

    private static final Texts TEXTS = Texts.beside(DataFolder.class);

    /** @throws IllegalStateException when the framework was not told */
    public static DataFolder of(BundleContext context) {
        String folder = context.getProperty(PROPERTY);
        if (folder == null || folder.isBlank()) {
            throw new IllegalStateException(Said.inBoth(TEXTS.message("data-folder-unknown", PROPERTY)));
        }
        return new DataFolder(Path.of(folder).toAbsolutePath().normalize());
    }

    /** A folder that a setting names. */
    public Path resolve(String key, String folder) {
        if (!folder.isBlank()) {
            try {
                return root.resolve(folder.strip()).normalize();
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(wrong(key, folder), e);
            }
        }
        throw new IllegalArgumentException(wrong(key, folder));
    }

    private static String wrong(String key, String folder) {
        return Said.inBoth(TEXTS.message("folder-setting-wrong", key, folder));
    }
}
