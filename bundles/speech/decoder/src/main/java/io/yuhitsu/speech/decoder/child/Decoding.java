package io.yuhitsu.speech.decoder.child;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** Decodes one recording from its beginning to its end. */
final class Decoding {
    /** Smaller deviations between clock and samples are rounding of the container. */
    private static final long GAP_SAMPLES = Resampler.RATE / 10;

    /** A larger jump of the clock is no pause but another clock. */
    private static final long MOST_GAP_SAMPLES = 3600L * Resampler.RATE;

    /** Errors in a row, without a frame between them, that are taken for the end of what can be used. */
    private static final int MOST_ERRORS = 5000;

    private static final int EAGAIN = -11;

    private final Container container;
    private final PcmOut out;
    private final Set<String> notices = new LinkedHashSet<>();
    private final long origin;
    /** Samples that were given out, less what the clock has moved ahead without them. */
    private double clock;

    private long packets;
    private boolean lastIsCut;
    private boolean started;
    private int errors;

    Decoding(Container container, PcmOut out) {
        this.container = container;
        this.out = out;
        this.origin = container.originMicros();
    }

    /** @return codes of notices */
    Set<String> run() throws RefusedException, IOException {
        AVCodecContext codec = open();
        AVPacket packet = avcodec.av_packet_alloc();
        AVFrame frame = avutil.av_frame_alloc();
        try (Resampler resampler = new Resampler(out)) {
            int end = 0;
            while (end == 0 && errors < MOST_ERRORS) {
                end = avformat.av_read_frame(container.format(), packet);
                if (end == EAGAIN) {
                    end = 0;
                } else if (end == 0) {
                    if (packet.stream_index() == container.stream().index()) {
                        packets++;
                        lastIsCut = container.isCut(packet) || MpegFrame.isCut(codec, packet);
                        if (Container.isEncrypted(packet)) {
                            throw new RefusedException(Talk.ENCRYPTED);
                        }
                        decode(codec, packet, frame, resampler);
                    }
                    avcodec.av_packet_unref(packet);
                }
            }
            container.io().check();
            decode(codec, null, frame, resampler);
            resampler.finish();
            out.flush();
            if (!started) {
                throw new RefusedException(packets == 0 ? Talk.NO_SAMPLES : Talk.UNKNOWN);
            }
            noteMissingEnd(end);
            return notices;
        } finally {
            avutil.av_frame_free(frame);
            avcodec.av_packet_free(packet);
            avcodec.avcodec_free_context(codec);
        }
    }

    private AVCodecContext open() throws RefusedException {
        AVCodecContext codec = avcodec.avcodec_alloc_context3(container.codec());
        avcodec.avcodec_parameters_to_context(codec, container.stream().codecpar());
        codec.pkt_timebase(container.stream().time_base());
        codec.thread_count(1);
        if (avcodec.avcodec_open2(codec, container.codec(), (AVDictionary) null) < 0) {
            avcodec.avcodec_free_context(codec);
            throw new RefusedException(Talk.UNSUPPORTED);
        }
        return codec;
    }

    /** @param packet null at the end, for what the codec still holds back */
    private void decode(AVCodecContext codec, AVPacket packet, AVFrame frame, Resampler resampler)
            throws RefusedException, IOException {
        int error = avcodec.avcodec_send_packet(codec, packet);
        if (error < 0 && error != avutil.AVERROR_EOF()) {
            errors++;
            notices.add(Talk.DAMAGED);
        }
        while (true) {
            error = avcodec.avcodec_receive_frame(codec, frame);
            if (error < 0) {
                if (error != EAGAIN && error != avutil.AVERROR_EOF()) {
                    errors++;
                    notices.add(Talk.DAMAGED);
                }
                return;
            }
            if (frame.sample_rate() > 0 && frame.nb_samples() > 0) {
                errors = 0;
                keepTime(frame, resampler);
                resampler.write(frame);
                clock += (double) frame.nb_samples() * Resampler.RATE / frame.sample_rate();
                started = true;
            }
            avutil.av_frame_unref(frame);
        }
    }

    /** Puts silence where the container's clock says that nothing was recorded. */
    private void keepTime(AVFrame frame, Resampler resampler) throws IOException {
        long time = frame.best_effort_timestamp();
        if (time == avutil.AV_NOPTS_VALUE || origin == Long.MIN_VALUE) {
            return;
        }
        double due = (container.micros(time) - origin) * (Resampler.RATE / 1e6);
        long gap = Math.round(due - clock);
        if (gap > GAP_SAMPLES && gap <= MOST_GAP_SAMPLES) {
            resampler.finish();
            out.silence(gap);
        }
        if (Math.abs(gap) > GAP_SAMPLES) {
            clock = due;
        }
    }

    private void noteMissingEnd(int end) {
        long promised = container.promisedMicros() * Resampler.RATE / 1_000_000;
        long tolerance = Math.max(Resampler.RATE / 2, promised / 100);
        if (end != avutil.AVERROR_EOF() || lastIsCut || out.samples() < promised - tolerance) {
            notices.add(Talk.TRUNCATED);
        }
    }
}
