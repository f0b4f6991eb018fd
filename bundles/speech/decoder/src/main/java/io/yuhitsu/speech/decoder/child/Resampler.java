package io.yuhitsu.speech.decoder.child;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/** Makes 16 kHz mono of whatever a decoder gives; a change of format in the middle of a recording is allowed. */
final class Resampler implements AutoCloseable {
    static final int RATE = 16_000;

    private final PcmOut out;
    private final AVChannelLayout mono = new AVChannelLayout();
    private final PointerPointer<BytePointer> target = new PointerPointer<>(1);
    private BytePointer buffer = new BytePointer(1 << 14);
    private SwrContext swr;
    private int rate;
    private int format;
    private int channels;
    private long mask;

    Resampler(PcmOut out) {
        this.out = out;
        avutil.av_channel_layout_default(mono, 1);
    }

    void write(AVFrame frame) throws RefusedException, IOException {
        AVChannelLayout layout = frame.ch_layout();
        if (swr == null
                || rate != frame.sample_rate()
                || format != frame.format()
                || channels != layout.nb_channels()
                || mask != layout.u_mask()) {
            finish();
            configure(frame);
        }
        convert(frame.extended_data(), frame.nb_samples());
    }

    private void configure(AVFrame frame) throws RefusedException {
        rate = frame.sample_rate();
        format = frame.format();
        channels = frame.ch_layout().nb_channels();
        mask = frame.ch_layout().u_mask();
        try (AVChannelLayout source = new AVChannelLayout()) {
            if (frame.ch_layout().order() == avutil.AV_CHANNEL_ORDER_NATIVE) {
                avutil.av_channel_layout_copy(source, frame.ch_layout());
            } else {
                avutil.av_channel_layout_default(source, channels);
            }
            swr = new SwrContext(null);
            int error = swresample.swr_alloc_set_opts2(
                    swr, mono, avutil.AV_SAMPLE_FMT_S16, RATE, source, format, rate, 0, null);
            if (error >= 0 && source.order() != avutil.AV_CHANNEL_ORDER_NATIVE) {
                // Nobody knows where such channels are: all count the same.
                double[] equal = new double[channels];
                Arrays.fill(equal, 1.0 / channels);
                error = swresample.swr_set_matrix(swr, equal, channels);
            }
            if (error < 0 || swresample.swr_init(swr) < 0) {
                swresample.swr_free(swr);
                swr = null;
                throw new RefusedException(Talk.UNSUPPORTED);
            }
        }
    }

    private void convert(PointerPointer<?> samples, int count) throws IOException {
        int room = swresample.swr_get_out_samples(swr, count);
        if (room <= 0) {
            return;
        }
        if (buffer.capacity() < room * 2L) {
            buffer.close();
            buffer = new BytePointer(room * 2L);
        }
        target.put(0, buffer);
        int n = swresample.swr_convert(swr, target, room, samples, count);
        if (n > 0) {
            ByteBuffer pcm = buffer.position(0).limit(n * 2L).asByteBuffer();
            out.write(pcm);
            buffer.limit(buffer.capacity());
        }
    }

    /** Gives out what is still held back. */
    void finish() throws IOException {
        if (swr != null) {
            convert(null, 0);
            swresample.swr_free(swr);
            swr = null;
        }
    }

    @Override
    public void close() {
        if (swr != null) {
            swresample.swr_free(swr);
        }
        buffer.close();
        target.close();
        mono.close();
    }
}
