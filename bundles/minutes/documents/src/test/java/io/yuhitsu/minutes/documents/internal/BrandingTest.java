package io.yuhitsu.minutes.documents.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrandingTest {
    @TempDir
    Path data;

    @Test
    void aLogoIsTakenAsSoonAsItIsThere() throws Exception {
        Branding branding = new Branding(data.toString());
        assertThat(branding.logo()).isEmpty();
        Files.write(folder().resolve("logo.png"), png(30, 10));
        assertThat(branding.logo()).hasValueSatisfying(logo -> {
            assertThat(logo.mediaType()).isEqualTo("image/png");
            assertThat(logo.width()).isEqualTo(30);
            assertThat(logo.dataUri()).startsWith("data:image/png;base64,");
        });
    }

    @Test
    void whatIsNoImageOrTooLargeIsLeftOut() throws Exception {
        Branding branding = new Branding(data.toString());
        Files.writeString(folder().resolve("logo.png"), "<svg/>");
        assertThat(branding.logo()).isEmpty();
        Files.write(folder().resolve("logo.png"), new byte[2 << 20]);
        assertThat(branding.logo()).isEmpty();
        Files.write(folder().resolve("logo.png"), png(3000, 2000));
        assertThat(branding.logo()).isEmpty();
    }

    private Path folder() throws IOException {
        return Files.createDirectories(data.resolve("etc/branding"));
    }

    static byte[] png(int width, int height) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
