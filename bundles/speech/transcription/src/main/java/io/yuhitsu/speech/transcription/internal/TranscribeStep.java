package io.yuhitsu.speech.transcription.internal;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.ArtifactKind;
import io.yuhitsu.api.job.StepResult;
import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.api.spi.Step;
import io.yuhitsu.api.spi.StepContext;
import io.yuhitsu.api.spi.Transcriber;
import io.yuhitsu.api.spi.TranscriptFormatter;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.text.Texts;
import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.api.transcript.Word;
import io.yuhitsu.json.TranscriptJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Makes the transcript of a recording. A restart goes on with the segments that are missing. */
@Component(
        service = Step.class,
        configurationPid = "io.yuhitsu.speech.transcription",
        property = Step.VERB + "=transcribe")
@Designate(ocd = TranscriptionSettings.class)
public final class TranscribeStep implements Step {
    static final Texts TEXTS = Texts.beside(TranscribeStep.class);

    private final AudioDecoder decoder;
    private final TranscriptFormatter formatter;
    private final Engines engines = new Engines();
    private final long detectionMs;

    @Activate
    public TranscribeStep(
            TranscriptionSettings settings, @Reference AudioDecoder decoder, @Reference TranscriptFormatter formatter) {
        this(settings.detection_seconds(), decoder, formatter);
    }

    /** @param detectionSeconds most that is listened to in all languages */
    TranscribeStep(int detectionSeconds, AudioDecoder decoder, TranscriptFormatter formatter) {
        if (detectionSeconds < 5 || detectionSeconds > 600) {
            throw new IllegalArgumentException(
                    "io.yuhitsu.speech.transcription: detection.seconds is to be 5 to 600, not " + detectionSeconds);
        }
        this.detectionMs = detectionSeconds * 1000L;
        this.decoder = decoder;
        this.formatter = formatter;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTranscriber(Transcriber transcriber, Map<String, Object> properties) {
        engines.add(transcriber, properties);
    }

    void removeTranscriber(Transcriber transcriber) {
        engines.remove(transcriber);
    }

    @Override
    public StepResult run(StepContext context) throws FailureException, InterruptedException {
        Transcriber transcriber = engines.get(context.job().settings().recogniser());
        List<Recogniser> candidates = Candidates.of(context.job().settings(), transcriber);
        long keptMs = kept(context, candidates);
        long began = System.nanoTime();
        Optional<Recognised> recognised = Optional.empty();
        while (recognised.isEmpty()) {
            recognised = tryOnce(context, candidates);
        }
        context.cancel().check();
        Recognised done = recognised.get();
        Meters.transcribed(done.recogniser(), done.durationMs() - keptMs, System.nanoTime() - began);
        Transcript transcript = formatter.format(Assembly.of(context, done));
        Artifact artifact = context.write(
                ArtifactKind.TRANSCRIPT,
                "transcript.json",
                "application/json",
                out -> TranscriptJson.write(transcript, out));
        return new StepResult(List.of(artifact));
    }

    /** Nothing when the decoder's process died on the way; what was recognised until then is kept. */
    private Optional<Recognised> tryOnce(StepContext context, List<Recogniser> candidates)
            throws FailureException, InterruptedException {
        AudioDecoder.Decoding decoding;
        try {
            decoding = decoder.decode(context.recording(), context.cancel());
        } catch (FailureException e) {
            noteDeath(context, e);
            return Optional.empty();
        }
        try (decoding) {
            return Optional.of(recognise(context, candidates, decoding));
        } catch (IOException e) {
            context.cancel().check();
            if (!(e.getCause() instanceof FailureException failure)) {
                throw new FailureException(FailureKind.INTERNAL, TEXTS.message("decoding-failed"), e);
            }
            noteDeath(context, failure);
            return Optional.empty();
        }
    }

    /** Counts the death of a child, which may be the last that the recording is granted; all other failures are thrown on. */
    private static void noteDeath(StepContext context, FailureException failure) throws FailureException {
        if (!failure.reason().code().equals(Transcriber.CHILD_DIED)) {
            throw failure;
        }
        context.childDied(failure.reason());
    }

    private static long kept(StepContext context, List<Recogniser> candidates) {
        return candidates.stream()
                .flatMap(candidate -> context.segments(candidate.plan()).stream())
                .mapToLong(segment -> segment.endMs() - segment.startMs())
                .sum();
    }

    /** What lies in the kept segments. @param stretches number of them */
    record Recognised(Recogniser recogniser, int stretches, long durationMs, List<Message> notices) {}

    private Recognised recognise(StepContext context, List<Recogniser> candidates, AudioDecoder.Decoding decoding)
            throws FailureException, InterruptedException, IOException {
        SilenceCutter cutter = new SilenceCutter(decoding.pcm());
        LanguageFinder finder = new LanguageFinder(undecided(context, candidates), detectionMs);
        Optional<Stretch> stretch = Optional.empty();
        if (finder.isNeeded()) {
            stretch = cutter.next();
            while (stretch.isPresent() && !listen(finder, stretch.get(), context)) {
                stretch = cutter.next();
            }
        }
        long totalMs = context.facts().recorded().duration().toMillis();
        try (SegmentRun run = new SegmentRun(context, finder.best(), totalMs)) {
            for (Map.Entry<Stretch, List<Word>> known : finder.words().entrySet()) {
                run.add(known.getKey(), known.getValue());
            }
            Recogniser best = finder.best();
            finder.forget();
            for (stretch = cutter.next(); stretch.isPresent(); stretch = cutter.next()) {
                run.add(stretch.get());
            }
            run.finish();
            return new Recognised(best, cutter.count(), cutter.millis(), decoding.notices());
        } catch (IOException | CancellationException e) {
            context.cancel().check();
            throw e;
        }
    }

    private static boolean listen(LanguageFinder finder, Stretch stretch, StepContext context)
            throws FailureException, InterruptedException {
        while (true) {
            try {
                return finder.listen(stretch, context.cancel());
            } catch (FailureException e) {
                noteDeath(context, e);
            }
        }
    }

    /** The model with which the recording was begun, when it was begun before; otherwise all. */
    private static List<Recogniser> undecided(StepContext context, List<Recogniser> candidates) {
        return candidates.stream()
                .filter(candidate -> candidates.size() > 1
                        && !context.segments(candidate.plan()).isEmpty())
                .findFirst()
                .map(List::of)
                .orElse(candidates);
    }
}
