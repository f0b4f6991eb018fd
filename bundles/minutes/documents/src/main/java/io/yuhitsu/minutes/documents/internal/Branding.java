package io.yuhitsu.minutes.documents.internal;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The company's logo, {@code etc/branding/logo.png} or {@code logo.jpg} in the data folder. Thread-safe. Read anew for each document, so that a new one needs no restart. */
@Component(service = Branding.class)
public final class Branding {
    private static final Logger LOG = LoggerFactory.getLogger(Branding.class);
    /** Every HTML document carries a copy. */
    private static final long MOST_BYTES = 1 << 20;

    private static final int MOST_PIXELS = 4_000_000;

    private final Path folder;

    @Activate
    public Branding(BundleContext context) {
        this(context.getProperty("yuhitsu.data"));
    }

    /** @param data the data folder, null for none */
    Branding(String data) {
        this.folder = data == null ? null : Path.of(data, "etc", "branding");
    }

    /** @param width in pixels */
    record Logo(byte[] bytes, String mediaType, int width, int height) {
        String dataUri() {
            return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(bytes);
        }
    }

    /** Nothing when there is none; one that cannot be used is logged, and the document is made without it. */
    Optional<Logo> logo() {
        if (folder == null) {
            return Optional.empty();
        }
        for (String name : List.of("logo.png", "logo.jpg", "logo.jpeg")) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                return read(file, name.endsWith("png") ? "image/png" : "image/jpeg");
            }
        }
        return Optional.empty();
    }

    private static Optional<Logo> read(Path file, String mediaType) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                LOG.warn("etc/branding/{} is larger than 1 MiB; documents are made without it", file.getFileName());
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
            if (image == null || (long) image.getWidth() * image.getHeight() > MOST_PIXELS) {
                LOG.warn(
                        "etc/branding/{} is no PNG or JPEG image, or has more than 4 million pixels; documents are made without it",
                        file.getFileName());
                return Optional.empty();
            }
            return Optional.of(new Logo(bytes, mediaType, image.getWidth(), image.getHeight()));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("etc/branding/{} cannot be read; documents are made without it", file.getFileName(), e);
            return Optional.empty();
        }
    }
}
