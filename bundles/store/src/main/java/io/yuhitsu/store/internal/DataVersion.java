package io.yuhitsu.store.internal;

import io.yuhitsu.api.text.Texts;
import io.yuhitsu.durable.DurableFiles;
import io.yuhitsu.durable.DurableStep;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The form of everything in the data folder: database, objects, keys. One number, in {@code data-version} of the folder. Whoever changes a
 * form, so that an older program would misread or damage it, raises the number in {@code io/yuhitsu/store/data-format}; a migration of the
 * database carries the number with which it comes.
 *
 * <p>Never set down again: a folder without the file is as old as the first form.
 */
public final class DataVersion {
    static final String FILE = "data-version";
    private static final Texts TEXTS = Texts.beside(DataVersion.class);
    private static final DurableStep RAISED = DurableStep.named("data.version");
    private static final int UNKNOWN = -1;

    private DataVersion() {}

    /** The newest form that this program knows. */
    public static int known() {
        try (InputStream in = DataVersion.class.getResourceAsStream("/io/yuhitsu/store/data-format")) {
            return Integer.parseInt(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The program that runs; a question mark when nobody said. */
    public static String program() {
        return System.getProperty("yuhitsu.version", "?");
    }

    /** @throws IllegalStateException when the data has a form that this program does not know; nothing was changed */
    public static void check(DataFolder data) throws IOException {
        Properties stamp = read(data);
        int format = format(stamp);
        if (format > known()) {
            throw new IllegalStateException(
                    Said.inBoth(TEXTS.message("data-newer", stamp.getProperty("since", "?"), program())));
        }
    }

    /** Sets the number of this program, before it changes anything: half-changed data is no longer an older program's. Durable. */
    public static void raise(DataFolder data) throws IOException {
        check(data);
        if (format(read(data)) == known()) {
            return;
        }
        String text =
                "# The form of the data in this folder. Yuhitsu reads it before anything else. Do not change it.\n"
                        + "# このフォルダーのデータの形式です。Yuhitsu が最初に読みます。変更しないでください。\n"
                        + "format=" + known() + "\n"
                        + "since=" + program() + "\n";
        DurableFiles.write(data.root().resolve(FILE), text.getBytes(StandardCharsets.UTF_8), RAISED);
    }

    private static Properties read(DataFolder data) throws IOException {
        Properties stamp = new Properties();
        Path file = data.root().resolve(FILE);
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                stamp.load(reader);
            } catch (IllegalArgumentException e) {
                throw damaged(data);
            }
            if (!stamp.getProperty("format", "").matches("[0-9]{1,9}")) {
                throw damaged(data);
            }
        }
        return stamp;
    }

    private static IllegalStateException damaged(DataFolder data) {
        return new IllegalStateException(
                Said.inBoth(TEXTS.message("data-version-damaged", data.root().resolve(FILE))));
    }

    private static int format(Properties stamp) {
        return stamp.isEmpty() ? UNKNOWN : Integer.parseInt(stamp.getProperty("format"));
    }
}
