package io.yuhitsu.minutes.rules.internal;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.ArtifactKind;
import io.yuhitsu.api.job.StepResult;
import io.yuhitsu.api.minutes.Minutes;
import io.yuhitsu.api.spi.Step;
import io.yuhitsu.api.spi.StepContext;
import io.yuhitsu.api.spi.Summarizer;
import io.yuhitsu.api.text.Texts;
import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.json.MinutesJson;
import io.yuhitsu.json.TranscriptJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Turns the stored transcript of a job into stored minutes. */
@Component(property = Step.VERB + "=summarise")
public final class SummariseStep implements Step {
    private static final Texts TEXTS = Texts.beside(SummariseStep.class);

    private final Summarizer summarizer;

    @Activate
    public SummariseStep(@Reference(target = "(name=rules)") Summarizer summarizer) {
        this.summarizer = summarizer;
    }

    @Override
    public StepResult run(StepContext context) throws FailureException, InterruptedException {
        Transcript transcript = transcript(context);
        context.cancel().check();
        Minutes minutes =
                summarizer.summarize(transcript, context.facts(), context.job().version(), context.cancel());
        Artifact artifact = context.write(
                ArtifactKind.MINUTES, "minutes.json", "application/json", out -> MinutesJson.write(minutes, out));
        context.log(TEXTS.message(
                "summarised", minutes.decisions().size(), minutes.actions().size()));
        return new StepResult(List.of(artifact));
    }

    private static Transcript transcript(StepContext context) throws FailureException {
        try (InputStream in = context.read(ArtifactKind.TRANSCRIPT)) {
            return TranscriptJson.read(in);
        } catch (IOException e) {
            throw new FailureException(FailureKind.INTERNAL, TEXTS.message("transcript-unreadable"), e);
        }
    }
}
