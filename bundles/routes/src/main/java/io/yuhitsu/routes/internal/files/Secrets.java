package io.yuhitsu.routes.internal.files;

import io.yuhitsu.api.text.Texts;
import io.yuhitsu.routes.internal.minutes.RouteRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.camel.spi.PropertiesFunction;

/** {@code {{secret:NAME}}}: the content of {@code etc/secrets/NAME}. Remembers what it gave out, so that no message shows it. */
final class Secrets implements PropertiesFunction {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");
    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final int MOST_BYTES = 65_536;
    private static final String MASK = "******";
    private static final Texts TEXTS = Texts.beside(Secrets.class);

    private final Path folder;
    private final Set<String> given = ConcurrentHashMap.newKeySet();

    Secrets(Path folder) {
        this.folder = folder;
    }

    @Override
    public String getName() {
        return "secret";
    }

    /** @throws RouteRefused when there is no such file, or others may read it */
    @Override
    public String apply(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new RouteRefused(TEXTS.message("secret-name", name));
        }
        Path file = folder.resolve(name);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new RouteRefused(TEXTS.message("secret-missing", name, file));
            }
            if (!OWNERS.containsAll(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS))) {
                throw new RouteRefused(TEXTS.message("secret-open", name, file));
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new RouteRefused(TEXTS.message("secret-unreadable", name, file));
            }
            String value = Files.readString(file, StandardCharsets.UTF_8).stripTrailing();
            if (!value.isEmpty()) {
                given.add(value);
            }
            return value;
        } catch (IOException e) {
            throw new RouteRefused(TEXTS.message("secret-unreadable", name, file));
        }
    }

    /** The text without any secret that was ever given out, as it is or as it looks in a URI. */
    String mask(String text) {
        String masked = text;
        // The longest first: one secret may be a part of another.
        for (String secret : given.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            masked = masked.replace(secret, MASK)
                    .replace(java.net.URLEncoder.encode(secret, StandardCharsets.UTF_8), MASK);
        }
        return masked;
    }
}
