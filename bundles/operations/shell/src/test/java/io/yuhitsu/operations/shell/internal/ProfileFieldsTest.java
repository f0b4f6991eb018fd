package io.yuhitsu.operations.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.delivery.DeliveryRequest;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.job.Target;
import io.yuhitsu.api.spi.DeliveryChannel;
import io.yuhitsu.api.spi.MinutesRenderer;
import io.yuhitsu.api.spi.SpeechModel;
import io.yuhitsu.api.spi.Transcriber;
import io.yuhitsu.api.transcript.Word;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProfileFieldsTest {
    private static final ProfileSettings STANDARD = ProfileSettings.standard(ZoneId.of("Asia/Tokyo"));
    private static final Choices CHOICES = new Choices();

    @BeforeAll
    static void plugIn() {
        for (String format : List.of("json", "pdf", "docx")) {
            CHOICES.addRenderer(new NamedRenderer(format), Map.of(MinutesRenderer.FORMAT, format));
        }
        for (String channel : List.of("folder", "archive")) {
            CHOICES.addChannel(new NamedChannel(channel), Map.of(DeliveryChannel.CHANNEL, channel));
        }
        CHOICES.addTranscriber(new SilentTranscriber(), Map.of(Transcriber.ENGINE, "vosk"));
    }

    @Test
    void aPairChangesItsSettingAlone() throws CommandException {
        ProfileSettings changed =
                ProfileFields.with(STANDARD, List.of("language=ja", "formats=pdf, docx", "company=祐筆=株式会社"), CHOICES);
        assertThat(changed.language()).isEqualTo("ja");
        assertThat(changed.formats()).containsExactly("pdf", "docx");
        assertThat(changed.company()).isEqualTo("祐筆=株式会社");
        assertThat(changed.timeZone()).isEqualTo(STANDARD.timeZone());
        assertThat(changed.targets()).isEqualTo(STANDARD.targets());
    }

    @Test
    void targetsAreChannelsAndThoseThatStayKeepTheirOptions() throws CommandException {
        Target outbox = new Target("our outbox", "folder", Map.of("a", "b"));
        ProfileSettings before = withTargets(List.of(outbox));
        assertThat(ProfileFields.of(before)).containsEntry("targets", "folder");
        assertThat(ProfileFields.with(before, List.of("targets=folder, archive"), CHOICES)
                        .targets())
                .containsExactly(outbox, new Target("archive", "archive", Map.of()));
        assertThat(ProfileFields.with(before, List.of("targets=archive"), CHOICES)
                        .targets())
                .containsExactly(new Target("archive", "archive", Map.of()));
        assertRefused("targets=smb", "archive, folder");
        assertRefused("targets=", "archive, folder");
    }

    private static ProfileSettings withTargets(List<Target> targets) {
        return new ProfileSettings(
                STANDARD.language(),
                STANDARD.timeZone(),
                STANDARD.recogniser(),
                STANDARD.model(),
                STANDARD.template(),
                STANDARD.company(),
                STANDARD.department(),
                STANDARD.formats(),
                targets,
                STANDARD.approval());
    }

    @Test
    void whatIsNoSettingIsRefusedByName() {
        for (String pair : List.of("colour=red", "language", "timeZone=Mars/Base", "language=j_", "approval=maybe")) {
            assertThatThrownBy(() -> ProfileFields.with(STANDARD, List.of(pair), CHOICES))
                    .isInstanceOfSatisfying(
                            CommandException.class,
                            e -> assertThat(e.reason().en()).contains(pair, "timeZone"));
        }
    }

    @Test
    void whatNothingInTheServerAnswersToIsRefusedWithWhatIsPossible() {
        assertRefused("formats=exe", "docx, json, pdf");
        assertRefused("formats=pdf,exe", "formats=exe", "docx, json, pdf");
        assertRefused("formats=", "docx, json, pdf");
        assertRefused("recogniser=whisper", "vosk");
        assertRefused("model=vosk-model-zzz", "auto, vosk-model-ja");
        assertRefused("template=zzz", "standard");
        assertRefused("approval=true", "not available");
    }

    @Test
    void whatAPluginBringsIsPossibleWhileItIsThere() throws CommandException {
        Choices choices = new Choices();
        NamedRenderer epub = new NamedRenderer("epub");
        choices.addRenderer(epub, Map.of(MinutesRenderer.FORMAT, "epub"));
        assertThat(ProfileFields.with(STANDARD, List.of("formats=epub"), choices)
                        .formats())
                .containsExactly("epub");
        choices.removeRenderer(epub);
        assertThatThrownBy(() -> ProfileFields.with(STANDARD, List.of("formats=epub"), choices))
                .isInstanceOf(CommandException.class);
    }

    @Test
    void settingsThatAreNotNamedAreNotLookedAt() throws CommandException {
        assertThat(ProfileFields.with(STANDARD, List.of("language=en"), new Choices())
                        .formats())
                .isEqualTo(STANDARD.formats());
    }

    @Test
    void whatIsThereIsTaken() throws CommandException {
        List<String> pairs = List.of(
                "recogniser=vosk", "model=vosk-model-ja", "template=standard", "approval=false", "formats=pdf,pdf");
        ProfileSettings changed = ProfileFields.with(STANDARD, pairs, CHOICES);
        assertThat(changed.model()).isEqualTo("vosk-model-ja");
        assertThat(changed.formats()).containsExactly("pdf");
    }

    private static void assertRefused(String pair, String... named) {
        assertThatThrownBy(() -> ProfileFields.with(STANDARD, List.of(pair), CHOICES))
                .isInstanceOfSatisfying(CommandException.class, e -> {
                    assertThat(e.status()).isEqualTo(CommandException.USAGE);
                    assertThat(e.reason().en()).contains(named);
                });
    }

    private record NamedRenderer(String format) implements MinutesRenderer {
        @Override
        public String fileName() {
            return "minutes." + format;
        }

        @Override
        public String mediaType() {
            return "application/octet-stream";
        }

        @Override
        public void render(Source source, OutputStream out) {}
    }

    private record NamedChannel(String name) implements DeliveryChannel {
        @Override
        public Outcome deliver(DeliveryRequest request, CancelToken cancel) {
            return new Delivered(name);
        }
    }

    private record SilentTranscriber() implements Transcriber {
        @Override
        public List<SpeechModel> models() {
            return List.of(new SpeechModel("vosk-model-ja", "vosk", Locale.JAPANESE, 1, false));
        }

        @Override
        public int capacity() {
            return 1;
        }

        @Override
        public List<Word> transcribe(ByteBuffer pcm, SpeechModel model, CancelToken cancel) {
            return List.of();
        }
    }
}
