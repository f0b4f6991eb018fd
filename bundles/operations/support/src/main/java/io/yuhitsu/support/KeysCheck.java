package io.yuhitsu.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The master key: there, closed to others, whole, and the one that sealed the keys of the tenants. The store decides; this repeats its
 * rules with the JDK alone, because it has to work when the server does not.
 */
final class KeysCheck {
    private static final int OTHERS = 0b000_111_111;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private KeysCheck() {}

    static void look(Site site, Findings findings) throws IOException {
        Path folder = site.storeFolder("keys");
        Path master = folder.resolve("master.key");
        List<Path> tenants = tenants(folder);
        if (!Files.exists(master)) {
            if (!tenants.isEmpty()
                    || holdsAnything(site.data().resolve("db"))
                    || holdsAnything(site.storeFolder("blobs"))) {
                findings.error("master-key-missing", master);
            }
            return;
        }
        if (((Integer) Files.getAttribute(master, "unix:mode") & OTHERS) != 0) {
            findings.error("master-key-open", master);
            findings.command("chmod 600 " + Findings.quoted(master));
        }
        String text;
        try {
            text = Files.readString(master, StandardCharsets.ISO_8859_1);
        } catch (AccessDeniedException e) {
            findings.warn("master-key-unreadable", master);
            return;
        }
        if (!text.matches("[0-9a-f]{64}\n?")) {
            findings.error("master-key-damaged", master);
            return;
        }
        byte[] key = HexFormat.of().parseHex(text.strip());
        for (Path tenant : tenants) {
            if (!opens(key, tenant)) {
                findings.error("master-key-other", master, tenant);
                return;
            }
        }
    }

    /** Whether this master key sealed the tenant's key. */
    static boolean opens(byte[] master, Path tenant) throws IOException {
        byte[] sealed = Files.readAllBytes(tenant);
        String name = tenant.getFileName().toString();
        String context = "yuhitsu tenant key " + name.substring(0, name.length() - ".key".length());
        try {
            SecretKeySpec key = new SecretKeySpec(derived(master, "yuhitsu tenant keys"), "AES");
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, IV_BYTES));
            cipher.updateAAD(context.getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(sealed, IV_BYTES, sealed.length - IV_BYTES).length > 0;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /** HKDF (RFC 5869) with SHA-256 and no salt, for one block. */
    private static byte[] derived(byte[] master, String purpose) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(new byte[mac.getMacLength()], mac.getAlgorithm()));
        mac.init(new SecretKeySpec(mac.doFinal(master), mac.getAlgorithm()));
        mac.update(purpose.getBytes(StandardCharsets.US_ASCII));
        mac.update((byte) 1);
        return mac.doFinal();
    }

    private static List<Path> tenants(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder) && Files.isReadable(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.key")) {
                for (Path file : files) {
                    if (file.getFileName().toString().matches("[0-9a-f]{16}\\.key") && Files.isReadable(file)) {
                        found.add(file);
                    }
                }
            }
        }
        return found;
    }

    private static boolean holdsAnything(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isPresent();
        }
    }
}
