package io.yuhitsu.minutes.documents.internal;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.ArtifactKind;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.job.StepResult;
import io.yuhitsu.api.minutes.Minutes;
import io.yuhitsu.api.spi.MinutesRenderer;
import io.yuhitsu.api.spi.Step;
import io.yuhitsu.api.spi.StepContext;
import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.json.MinutesJson;
import io.yuhitsu.json.TranscriptJson;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Renders a job's minutes in the formats that its settings name, with the renderers that are there. */
@Component(service = Step.class, property = Step.VERB + "=render")
public final class RenderStep implements Step {
    /** Sorted by service ranking when they are looked up: the highest one wins, the older one between equals. */
    private final List<Ranked> renderers = new CopyOnWriteArrayList<>();

    private record Ranked(MinutesRenderer renderer, int ranking) {}

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(MinutesRenderer renderer, Map<String, Object> properties) {
        renderers.add(new Ranked(renderer, properties.get("service.ranking") instanceof Integer r ? r : 0));
    }

    void remove(MinutesRenderer renderer) {
        renderers.removeIf(r -> r.renderer() == renderer);
    }

    @Override
    public StepResult run(StepContext context) throws FailureException {
        Set<String> formats = new LinkedHashSet<>(context.job().settings().formats());
        MinutesRenderer.Source source = source(context);
        List<Artifact> documents = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int done = 0;
        for (String format : formats) {
            context.cancel().check();
            Optional<MinutesRenderer> renderer = renderer(format);
            if (renderer.isEmpty()) {
                absent(format, context);
            } else if (!names.add(renderer.get().fileName())) {
                context.log(Wording.TEXTS.message("same-file", format));
            } else {
                documents.add(render(renderer.get(), source, context));
            }
            context.progress((double) ++done / formats.size());
        }
        return new StepResult(documents);
    }

    private Optional<MinutesRenderer> renderer(String format) {
        Ranked best = null;
        for (Ranked candidate : renderers) {
            if (candidate.renderer().format().equals(format)
                    && (best == null || candidate.ranking() > best.ranking())) {
                best = candidate;
            }
        }
        return Optional.ofNullable(best).map(Ranked::renderer);
    }

    /** What ships with the server is only starting or being replaced; what does not may never come, and the others must not wait for it. */
    private static void absent(String format, StepContext context) throws FailureException {
        if (ProfileSettings.standard(ZoneOffset.UTC).formats().contains(format)) {
            throw FailureException.busy(Wording.TEXTS.message("format-absent", format));
        }
        context.log(Wording.TEXTS.message("format-unknown", Clean.line(format)));
    }

    private static MinutesRenderer.Source source(StepContext context) throws FailureException {
        try (InputStream minutes = context.read(ArtifactKind.MINUTES);
                InputStream transcript = context.read(ArtifactKind.TRANSCRIPT)) {
            Minutes read = MinutesJson.read(minutes);
            Transcript spoken = TranscriptJson.read(transcript);
            return new MinutesRenderer.Source(read, spoken, context.job().settings());
        } catch (IOException e) {
            throw new FailureException(FailureKind.INTERNAL, Wording.TEXTS.message("results-unreadable"), e);
        }
    }

    private static Artifact render(MinutesRenderer renderer, MinutesRenderer.Source source, StepContext context)
            throws FailureException {
        try {
            return context.write(
                    ArtifactKind.DOCUMENT,
                    renderer.fileName(),
                    renderer.mediaType(),
                    out -> renderer.render(source, out));
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            // Its message may hold what was said; the class and the stack say where it happened.
            throw new FailureException(
                    FailureKind.INTERNAL, Wording.TEXTS.message("document-failed", renderer.format()), e);
        }
    }
}
