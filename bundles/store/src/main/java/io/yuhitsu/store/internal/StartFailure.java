package io.yuhitsu.store.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whoever starts the server why it cannot work: {@code run/failed} is read and shown by the script, which then stops the server.
 * {@code run/failed-for-now} beside it says that another start later may do.
 */
public final class StartFailure {
    private static final Logger LOG = LoggerFactory.getLogger(StartFailure.class);

    private StartFailure() {}

    /** Something without which nothing works. */
    @FunctionalInterface
    public interface Opening<T, X extends Exception> {
        T open() throws X;
    }

    public static <T, X extends Exception> T told(DataFolder data, Opening<T, X> opening) throws X {
        try {
            return opening.open();
        } catch (Exception e) {
            tell(data.root().resolve("run"), e);
            throw e;
        }
    }

    private static void tell(Path run, Exception why) {
        if (!Files.isDirectory(run)) {
            return;
        }
        String text = why.getMessage() == null ? why.toString() : why.getMessage();
        // Ours are said in both languages; of others the kind says more than the text alone.
        String line =
                why instanceof IllegalStateException ? text : why.getClass().getSimpleName() + ": " + text;
        try {
            // First: who sees the reason looks for the mark.
            Path forNow = run.resolve("failed-for-now");
            Files.deleteIfExists(forNow);
            if (why instanceof UnavailableForNow) {
                Files.createFile(forNow);
            }
            Files.writeString(run.resolve("failed"), line + System.lineSeparator(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            LOG.warn("the reason for which the server cannot work could not be written to {}", run, e);
        }
    }
}
