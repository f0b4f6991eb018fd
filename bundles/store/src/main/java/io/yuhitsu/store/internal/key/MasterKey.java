package io.yuhitsu.store.internal.key;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import com.google.crypto.tink.subtle.Random;
import io.yuhitsu.api.text.Texts;
import io.yuhitsu.durable.DurableFiles;
import io.yuhitsu.durable.DurableStep;
import io.yuhitsu.store.internal.Holdings;
import io.yuhitsu.store.internal.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The key above all keys: 32 bytes, one line of hexadecimal digits in {@code master.key}. Never used itself; each use has a key of its
 * own that is derived from it.
 */
final class MasterKey {
    static final String FILE = "master.key";
    private static final Texts TEXTS = Texts.beside(MasterKey.class);
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}\n?");
    private static final int BYTES = 32;
    private static final DurableStep MADE = DurableStep.named("keys.master");

    private final byte[] key;

    private MasterKey(byte[] key) {
        this.key = key;
    }

    /**
     * Reads the key, or makes it on a first start.
     *
     * @param inUse something was encrypted already, so a missing key must not be replaced by a new one
     * @throws IllegalStateException with what is wrong and what to do
     */
    static MasterKey open(Path folder, boolean inUse) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            if (inUse) {
                throw refused("master-key-missing", file);
            }
            DurableFiles.makePrivateFolder(folder);
            DurableFiles.write(
                    file,
                    (HexFormat.of().formatHex(Random.randBytes(BYTES)) + "\n").getBytes(StandardCharsets.US_ASCII),
                    MADE);
        }
        if (Holdings.isOpenToOthers(file)) {
            throw refused("master-key-open", file);
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (!FORM.matcher(text).matches()) {
            throw refused("master-key-damaged", file);
        }
        return new MasterKey(HexFormat.of().parseHex(text.strip()));
    }

    private static IllegalStateException refused(String code, Path file) {
        return new IllegalStateException(Said.inBoth(TEXTS.message(code, file)));
    }

    /** A key for one purpose. */
    byte[] derive(String purpose) {
        try {
            return Hkdf.computeHkdf("HmacSha256", key, new byte[0], purpose.getBytes(StandardCharsets.US_ASCII), BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    AesGcmJce wrapper(String purpose) {
        try {
            return new AesGcmJce(derive(purpose));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
