package io.yuhitsu.delivery.folder.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.DeliveryId;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.Sha256;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.delivery.DeliverableDocument;
import io.yuhitsu.api.delivery.DeliveryRequest;
import io.yuhitsu.api.job.Target;
import io.yuhitsu.api.minutes.Coverage;
import io.yuhitsu.api.minutes.DateSource;
import io.yuhitsu.api.minutes.Minutes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderDeliveryTest {
    private static final JobId JOB = JobId.next(0);

    @TempDir
    Path root;

    @Test
    void aSetLiesInAFolderOfDateAndTitleWithItsManifest() throws Exception {
        new FolderDelivery(root).place(request(DeliveryId.next(0), "週次定例会議", document("minutes.md", "# 議事録")));
        Path folder = root.resolve("default/2026-11-09 週次定例会議");
        assertThat(folder.resolve("minutes.md")).hasContent("# 議事録");
        assertThat(Files.readString(folder.resolve("manifest.json")))
                .contains(JOB.value(), "会議.wav", hash("# 議事録").hex());
        assertThat(names(folder)).containsExactly("manifest.json", "minutes.md");
    }

    @Test
    void theSameDeliveryAgainChangesNothing() throws Exception {
        DeliveryRequest request = request(DeliveryId.next(0), "定例", document("minutes.md", "a"));
        Sha256 first = new FolderDelivery(root).place(request);
        Path file = root.resolve("default/2026-11-09 定例/minutes.md");
        Files.writeString(file, "a reader's note");
        assertThat(new FolderDelivery(root).place(request)).isEqualTo(first);
        assertThat(file).hasContent("a reader's note");
        assertThat(names(root.resolve("default"))).containsExactly("2026-11-09 定例");
    }

    @Test
    void anotherDeliveryOfTheSameNameLiesBesideAndOverwritesNothing() throws Exception {
        FolderDelivery delivery = new FolderDelivery(root);
        delivery.place(request(DeliveryId.next(0), "定例", document("minutes.md", "one")));
        Files.createDirectories(root.resolve("default/2026-11-09 定例 (2)"));
        delivery.place(request(DeliveryId.next(1), "定例", document("minutes.md", "two")));
        assertThat(root.resolve("default/2026-11-09 定例/minutes.md")).hasContent("one");
        assertThat(root.resolve("default/2026-11-09 定例 (2)")).isEmptyDirectory();
        assertThat(root.resolve("default/2026-11-09 定例 (3)/minutes.md")).hasContent("two");
    }

    @Test
    void aSetThatBreaksOffIsNotSeenAndTheNextTryIsWhole() throws Exception {
        DeliveryId id = DeliveryId.next(0);
        DeliverableDocument broken = document("minutes.pdf", "pdf", hash("something else"));
        assertThatThrownBy(() -> new FolderDelivery(root).place(request(id, "定例", document("minutes.md", "a"), broken)))
                .isInstanceOf(IOException.class);
        assertThat(names(root.resolve("default"))).as("not even in hiding").isEmpty();
        new FolderDelivery(root).place(request(id, "定例", document("minutes.md", "a"), document("minutes.pdf", "pdf")));
        assertThat(names(root.resolve("default"))).containsExactly("2026-11-09 定例");
        assertThat(names(root.resolve("default/2026-11-09 定例")))
                .containsExactly("manifest.json", "minutes.md", "minutes.pdf");
    }

    @Test
    void whatACrashLeftOfACancelledDeliveryIsClearedAwayAfterADay() throws Exception {
        FolderDelivery delivery = new FolderDelivery(root);
        delivery.clear();
        delivery.place(request(DeliveryId.next(0), "定例", document("minutes.md", "a")));
        Path profile = root.resolve("default");
        Path old = Files.createDirectory(profile.resolve("." + DeliveryId.next(1) + ".part"));
        Files.writeString(old.resolve("minutes.md"), "half");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        Path young = Files.createDirectory(profile.resolve("." + DeliveryId.next(2) + ".part"));
        delivery.clear();
        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(profile.resolve("2026-11-09 定例/minutes.md")).exists();
    }

    @Test
    void hostileTitlesStayInTheirFolder() throws Exception {
        List<String> titles =
                List.of("../../etc/passwd", "a/b\\c:d*e?\"<>|", "CON", "x\u0000\n\u202ey", "長".repeat(500), " . ");
        for (int i = 0; i < titles.size(); i++) {
            new FolderDelivery(root).place(request(DeliveryId.next(i), titles.get(i), document("minutes.md", "x")));
        }
        assertThat(names(root)).containsExactly("default");
        assertThat(names(root.resolve("default")))
                .hasSize(titles.size())
                .allMatch(name -> name.startsWith("2026-11-09"));
    }

    @Test
    void aDocumentNameWithAPathIsRefused() {
        assertThatThrownBy(() ->
                        new FolderDelivery(root).place(request(DeliveryId.next(0), "定例", document("../x.md", "x"))))
                .isInstanceOf(IOException.class);
        assertThat(root.resolve("default/x.md")).doesNotExist();
    }

    @Test
    void namesAreSafeEverywhere() {
        assertThat(FolderName.of("か\u3099行")).isEqualTo("が行");
        assertThat(FolderName.of("nul.txt")).isEqualTo("_nul.txt");
        assertThat(FolderName.of("会議。 ")).isEqualTo("会議。");
        assertThat(FolderName.of("...")).isEqualTo("_");
        assertThat(FolderName.of("𠮷野😀")).isEqualTo("𠮷野😀");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private static DeliveryRequest request(DeliveryId id, String title, DeliverableDocument... documents) {
        Minutes minutes = new Minutes(
                JOB,
                1,
                title,
                Locale.JAPANESE,
                LocalDate.of(2026, 11, 9),
                DateSource.FILE_NAME,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                new Coverage(0, 0),
                List.of(),
                List.of(),
                List.of());
        return new DeliveryRequest(
                id,
                JOB,
                TenantId.DEFAULT,
                ProfileId.DEFAULT,
                1,
                Target.OUTBOX,
                "会議.wav",
                hash("wav"),
                minutes,
                List.of(documents));
    }

    private static DeliverableDocument document(String name, String text) {
        return document(name, text, hash(text));
    }

    private static DeliverableDocument document(String name, String text, Sha256 hash) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new DeliverableDocument() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String mediaType() {
                return "text/plain";
            }

            @Override
            public long bytes() {
                return bytes.length;
            }

            @Override
            public Sha256 sha256() {
                return hash;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    private static Sha256 hash(String text) {
        try {
            return Sha256.of(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
