package io.yuhitsu.minutes.documents.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.spi.MinutesRenderer;
import io.yuhitsu.contracts.SampleMinutes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class RenderStepTest {
    private final RenderStep step = new RenderStep();

    @Test
    void documentsAreMadeInTheOrderOfTheSettings() throws Exception {
        step.add(new TextRenderer(), Map.of());
        step.add(new MarkdownRenderer(), Map.of());
        MemoryContext context = new MemoryContext(SampleMinutes.japanese(), List.of("md", "txt", "md"));
        assertThat(step.run(context).artifacts())
                .extracting(Artifact::name)
                .containsExactly("minutes.md", "minutes.txt");
        assertThat(context.text("minutes.md")).contains("# 週次定例会議");
        assertThat(context.progress()).isEqualTo(1.0);
        assertThat(context.log()).isEmpty();
    }

    @Test
    void anUnknownFormatIsNotedAndTheOthersAreMade() throws Exception {
        step.add(new TextRenderer(), Map.of());
        MemoryContext context = new MemoryContext(SampleMinutes.english(), List.of("papyrus", "txt"));
        assertThat(step.run(context).artifacts()).extracting(Artifact::name).containsExactly("minutes.txt");
        assertThat(context.log()).singleElement().satisfies(m -> assertThat(m.code())
                .isEqualTo("format-unknown"));
        assertThat(context.log().get(0).ja()).contains("papyrus");
    }

    @Test
    void aFormatOfOursThatIsNotRunningYetIsWaitedFor() {
        step.add(new TextRenderer(), Map.of());
        MemoryContext context = new MemoryContext(SampleMinutes.english(), List.of("txt", "pdf"));
        assertThatThrownBy(() -> step.run(context))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.BUSY));
    }

    @Test
    void renderersComeAndGoAndTheHighestRankedWins() throws Exception {
        TextRenderer ours = new TextRenderer();
        MinutesRenderer theirs = new Fixed("txt", "minutes.txt", "theirs");
        step.add(ours, Map.of());
        step.add(theirs, Map.of("service.ranking", 10));
        MemoryContext context = new MemoryContext(SampleMinutes.english(), List.of("txt"));
        step.run(context);
        assertThat(context.text("minutes.txt")).isEqualTo("theirs");
        step.remove(theirs);
        step.run(context);
        assertThat(context.text("minutes.txt")).contains("Weekly status meeting");
    }

    @Test
    void twoFormatsNeverShareAFile() throws Exception {
        step.add(new TextRenderer(), Map.of());
        step.add(new Fixed("plain", "minutes.txt", "other"), Map.of());
        MemoryContext context = new MemoryContext(SampleMinutes.english(), List.of("txt", "plain"));
        assertThat(step.run(context).artifacts()).hasSize(1);
        assertThat(context.log()).singleElement().satisfies(m -> assertThat(m.code())
                .isEqualTo("same-file"));
    }

    @Test
    void aRendererThatBreaksIsAFaultOfOursAndSaysNothingOfTheMeeting() {
        step.add(
                new Fixed("odd", "odd.txt", "") {
                    @Override
                    public void render(Source source, OutputStream out) {
                        throw new IllegalStateException(source.minutes().title());
                    }
                },
                Map.of());
        MemoryContext context = new MemoryContext(SampleMinutes.japanese(), List.of("odd"));
        assertThatThrownBy(() -> step.run(context)).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.kind()).isEqualTo(FailureKind.INTERNAL);
            assertThat(e.reason().ja()).contains("odd").doesNotContain("週次定例会議");
        });
    }

    @Test
    void aCancelledJobIsLeftAlone() {
        step.add(new TextRenderer(), Map.of());
        MemoryContext context = new MemoryContext(SampleMinutes.japanese(), List.of("txt"));
        context.cancel().trip();
        assertThatThrownBy(() -> step.run(context)).isInstanceOf(CancellationException.class);
    }

    private static class Fixed extends DocumentRenderer {
        private final String text;

        Fixed(String format, String fileName, String text) {
            super(format, fileName, "text/plain");
            this.text = text;
        }

        @Override
        public void render(Source source, OutputStream out) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
