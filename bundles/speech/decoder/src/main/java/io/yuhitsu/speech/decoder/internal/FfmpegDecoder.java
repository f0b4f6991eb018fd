package io.yuhitsu.speech.decoder.internal;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.intake.Recorded;
import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.api.spi.AudioSource;
import io.yuhitsu.api.spi.Transcriber;
import io.yuhitsu.children.ChildCall;
import io.yuhitsu.children.ChildPool;
import io.yuhitsu.children.ChildSpec;
import io.yuhitsu.children.Children;
import io.yuhitsu.children.PoolLimits;
import io.yuhitsu.speech.decoder.child.DecoderChild;
import io.yuhitsu.speech.decoder.child.Facts;
import io.yuhitsu.speech.decoder.child.Talk;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decodes with ffmpeg in child processes that see neither files nor network. */
@Component(configurationPid = "io.yuhitsu.speech.decoder")
@Designate(ocd = DecoderConfig.class)
public final class FfmpegDecoder implements AudioDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(FfmpegDecoder.class);

    /** How long the child may take to open a recording; what it decodes gives it more. */
    private static final Duration TO_OPEN = Duration.ofSeconds(30);

    /** A recording that has ended so many processes in a row is to blame for it. */
    private static final int POISON = 3;

    private static final int RECYCLE_AFTER = 100;
    private static final int FRAME = 512 << 10;

    private final ChildPool decoding;
    /** Apart, because a decoding keeps its process until its recording is transcribed, and an arrival must not wait for that. */
    private final ChildPool probing;

    private final Duration longest;

    @Activate
    public FfmpegDecoder(@Reference Children children, DecoderConfig config) {
        this(children, config.parallel(), config.memory_mb(), config.longest_hours());
    }

    FfmpegDecoder(Children children, int parallel, int memoryMb, int longestHours) {
        check("parallel", parallel, 1, 64);
        check("memory.mb", memoryMb, 128, 16_384);
        check("longest.hours", longestHours, 1, 240);
        longest = Duration.ofHours(longestHours);
        ChildSpec spec = ChildSpec.of("decoder", DecoderChild.class)
                .withMemory(48, memoryMb)
                .withJvmArgs(
                        "-Dorg.bytedeco.javacpp.cachedir=" + ChildSpec.SHARED + "/natives",
                        // The memory that counts is the whole child's, which its parent watches.
                        "-Dorg.bytedeco.javacpp.maxBytes=0",
                        "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                        "-Dorg.bytedeco.javacpp.nopointergc=true");
        decoding = children.pool(spec, limits(parallel, 0));
        probing = children.pool(spec, limits(1, 1));
    }

    private static PoolLimits limits(int most, int warm) {
        return PoolLimits.of(most, warm).withRecycling(RECYCLE_AFTER).withOutput(FRAME, Long.MAX_VALUE);
    }

    private static void check(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "io.yuhitsu.speech.decoder: " + key + "=" + value + " is not within " + least + " and " + most);
        }
    }

    @Override
    public Recorded probe(AudioSource source, CancelToken cancel) throws FailureException, InterruptedException {
        for (int deaths = 1; ; deaths++) {
            try (Recording recording = Recording.open(source)) {
                try (ChildCall call = open(probing, cancel)) {
                    Facts facts = recording.begin(call, Talk.PROBE);
                    checkLength(facts);
                    Recorded recorded = recording.recorded(facts);
                    call.end();
                    return recorded;
                }
            } catch (FailureException e) {
                if (!e.reason().code().equals(Transcriber.CHILD_DIED)) {
                    throw e;
                }
                LOG.warn("a recording that arrives ended its decoder ({} of {}): {}", deaths, POISON, e.reason());
                if (deaths == POISON) {
                    throw new FailureException(FailureKind.BAD_INPUT, Reasons.message(Reasons.POISON, deaths), e);
                }
            }
        }
    }

    private static ChildCall open(ChildPool pool, CancelToken cancel) throws FailureException, InterruptedException {
        try {
            return pool.open(TO_OPEN, cancel);
        } catch (FailureException e) {
            if (e.reason().code().equals(ChildPool.NOT_STARTED)) {
                // The machine's state, not the recording's. BUSY is tried again later, and no attempt of the job.
                throw new FailureException(FailureKind.BUSY, Reasons.message(Reasons.NOT_STARTED), e);
            }
            throw e;
        }
    }

    /** What a file only seems to hold, by its size, is no reason to refuse it. */
    private void checkLength(Facts facts) throws FailureException {
        if (!facts.guessed() && facts.durationMicros() / 1_000_000 > longest.toSeconds()) {
            throw Reasons.bad(Reasons.TOO_LONG, longest.toHours());
        }
    }

    @Override
    public Decoding decode(AudioSource source, CancelToken cancel) throws FailureException, InterruptedException {
        Recording recording = Recording.open(source);
        ChildCall call = null;
        boolean begun = false;
        try {
            call = open(decoding, cancel);
            checkLength(recording.begin(call, Talk.DECODE));
            begun = true;
            return new ChildDecoding(recording, call, longest);
        } finally {
            if (!begun) {
                if (call != null) {
                    call.close();
                }
                recording.close();
            }
        }
    }

    @Deactivate
    void close() {
        decoding.close();
        probing.close();
    }
}
