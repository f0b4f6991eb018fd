package io.yuhitsu.api.intake;

import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A recording that somebody hands over.
 *
 * @param audio opened once, closed by the intake
 * @param fileName as the sender names it, no path
 * @param folder sub-folder of the entry it came from, with {@code /}; empty for none
 * @param modifiedAt of the file at the sender, null when unknown
 * @param sideFile what came beside it, null when nothing did
 * @param transportKey the sender's own key for this submission, null when it has none
 * @param mayGrow the file is young: one that ends too early is refused as BUSY ({@code recording-incomplete}) instead of taken as it is
 * @param entry the kind of entry it came through, for figures: {@code inbox}, {@code shell}
 */
public record IntakeRequest(
        TenantId tenant,
        ProfileId profile,
        AudioInput audio,
        String fileName,
        String folder,
        Instant modifiedAt,
        SideFile sideFile,
        String transportKey,
        boolean mayGrow,
        String entry) {
    public IntakeRequest {
        Objects.requireNonNull(tenant);
        Objects.requireNonNull(profile);
        Objects.requireNonNull(audio);
        Objects.requireNonNull(fileName);
        Objects.requireNonNull(folder);
        Objects.requireNonNull(entry);
    }

    /** Opens the audio. */
    @FunctionalInterface
    public interface AudioInput {
        InputStream open() throws IOException;

        /** Its size when that is known before it is read, so that what cannot be stored is not read first; otherwise 0. */
        default long bytes() throws IOException {
            return 0;
        }

        /** A file of known size. */
        static AudioInput of(Path file) {
            return new AudioInput() {
                @Override
                public InputStream open() throws IOException {
                    return Files.newInputStream(file);
                }

                @Override
                public long bytes() throws IOException {
                    return Files.size(file);
                }
            };
        }
    }

    /**
     * What a person wrote beside a recording ({@code meeting.wav.json}); a null or empty field is not given.
     *
     * @param date ISO 8601, or a Japanese date
     */
    public record SideFile(String title, String date, String language, List<String> participants) {
        public SideFile {
            participants = List.copyOf(participants);
        }
    }
}
