package io.yuhitsu.speech.decoder.internal;

import io.yuhitsu.contracts.Tones;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/**
 * A kind of recording, made with ffmpeg's encoders: a tone of 440 Hz at half of full scale in all channels.
 *
 * @param muxer ffmpeg's name of the container
 * @param encoder ffmpeg's name of the encoder
 * @param gap seconds by which the clock jumps ahead in the middle
 * @param everywhere it does so at each frame
 * @param level of the tone; other than 0 to 1: the value of each sample
 */
record Encoded(
        String muxer,
        String encoder,
        int rate,
        int channels,
        int bitRate,
        Map<String, String> options,
        double gap,
        boolean everywhere,
        double level) {
    static final double LEVEL = 0.5;

    static Encoded of(String muxer, String encoder, int rate, int channels) {
        return new Encoded(muxer, encoder, rate, channels, 0, Map.of(), 0, false, LEVEL);
    }

    Encoded bitRate(int bits) {
        return new Encoded(muxer, encoder, rate, channels, bits, options, gap, everywhere, level);
    }

    Encoded with(String option, String value) {
        Map<String, String> more = new java.util.HashMap<>(options);
        more.put(option, value);
        return new Encoded(muxer, encoder, rate, channels, bitRate, Map.copyOf(more), gap, everywhere, level);
    }

    Encoded withGap(double seconds) {
        return new Encoded(muxer, encoder, rate, channels, bitRate, options, seconds, false, level);
    }

    /** A gap before every frame. */
    Encoded withGaps(double seconds) {
        return new Encoded(muxer, encoder, rate, channels, bitRate, options, seconds, true, level);
    }

    Encoded silent() {
        return new Encoded(muxer, encoder, rate, channels, bitRate, options, gap, everywhere, 0);
    }

    /** All samples are this one, which need not be a number. Of float encoders. */
    Encoded allSamples(double value) {
        return new Encoded(muxer, encoder, rate, channels, bitRate, options, gap, everywhere, value);
    }

    @Override
    public String toString() {
        return encoder + " in " + muxer + ", " + rate + " Hz, " + channels + " ch";
    }

    byte[] bytes(double seconds) throws IOException {
        Path file = Files.createTempFile("encoded", ".bin");
        try {
            write(file, seconds);
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    /** A video of a few grey frames without sound. */
    static byte[] silentVideo() throws IOException {
        Path file = Files.createTempFile("encoded", ".bin");
        try (Muxing muxing = new Muxing(file, "mp4")) {
            AVCodec codec = avcodec.avcodec_find_encoder_by_name("mpeg4");
            AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
            context.width(64).height(64).pix_fmt(avutil.AV_PIX_FMT_YUV420P).bit_rate(100_000);
            context.time_base(new AVRational().num(1).den(10));
            muxing.open(codec, context, Map.of());
            AVFrame frame = avutil.av_frame_alloc();
            frame.format(avutil.AV_PIX_FMT_YUV420P).width(64).height(64);
            ok(avutil.av_frame_get_buffer(frame, 0));
            for (int i = 0; i < 10; i++) {
                frame.pts(i);
                muxing.encode(context, frame);
            }
            muxing.encode(context, null);
            muxing.finish();
            avutil.av_frame_free(frame);
            avcodec.avcodec_free_context(context);
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    /** A file with so many sound tracks, each with a little sound: tracks without any are not written. */
    static byte[] manyStreams(int count) throws IOException {
        Path file = Files.createTempFile("encoded", ".bin");
        try (Muxing muxing = new Muxing(file, "mov")) {
            AVCodec codec = avcodec.avcodec_find_encoder_by_name("pcm_s16le");
            AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
            context.sample_rate(16_000).sample_fmt(avutil.AV_SAMPLE_FMT_S16);
            avutil.av_channel_layout_default(context.ch_layout(), 1);
            context.time_base(new AVRational().num(1).den(16_000));
            for (int i = 1; i < count; i++) {
                muxing.addStream(context);
            }
            muxing.open(codec, context, Map.of());
            AVFrame frame = avutil.av_frame_alloc();
            frame.format(avutil.AV_SAMPLE_FMT_S16).sample_rate(16_000).nb_samples(1024);
            avutil.av_channel_layout_copy(frame.ch_layout(), context.ch_layout());
            ok(avutil.av_frame_get_buffer(frame, 0));
            for (int i = 0; i < count; i++) {
                muxing.choose(i);
                muxing.encode(context, frame);
            }
            avutil.av_frame_free(frame);
            muxing.finish();
            avcodec.avcodec_free_context(context);
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    /** How many streams ffmpeg itself finds in a file, without any limit of ours. */
    static int streamsIn(byte[] recording) throws IOException {
        Path file = Files.createTempFile("encoded", ".bin");
        AVFormatContext format = new AVFormatContext(null);
        try {
            Files.write(file, recording);
            ok(avformat.avformat_open_input(format, file.toString(), null, null));
            return format.nb_streams();
        } finally {
            avformat.avformat_close_input(format);
            Files.delete(file);
        }
    }

    @SuppressWarnings("deprecation") // its successor fills arrays of pointers
    private void write(Path file, double seconds) throws IOException {
        try (Muxing muxing = new Muxing(file, muxer)) {
            AVCodec codec = avcodec.avcodec_find_encoder_by_name(encoder);
            AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
            int format = codec.sample_fmts().get(0);
            context.sample_rate(rate).sample_fmt(format).bit_rate(bitRate).strict_std_compliance(-2);
            avutil.av_channel_layout_default(context.ch_layout(), channels);
            context.time_base(new AVRational().num(1).den(rate));
            muxing.open(codec, context, options);
            int size = context.frame_size() > 0 ? context.frame_size() : 1024;
            long total = Math.round(seconds * rate);
            AVFrame frame = avutil.av_frame_alloc();
            for (long at = 0; at < total; at += size) {
                frame.nb_samples((int) Math.min(size, total - at));
                frame.format(format).sample_rate(rate).pts(at + jumped(at, total, size));
                avutil.av_channel_layout_copy(frame.ch_layout(), context.ch_layout());
                ok(avutil.av_frame_get_buffer(frame, 0));
                fill(frame, format, at);
                muxing.encode(context, frame);
                avutil.av_frame_unref(frame);
            }
            muxing.encode(context, null);
            muxing.finish();
            avutil.av_frame_free(frame);
            avcodec.avcodec_free_context(context);
        }
    }

    private long jumped(long at, long total, int size) {
        long samples = Math.round(gap * rate);
        if (everywhere) {
            return at / size * samples;
        }
        return at < total / 2 ? 0 : samples;
    }

    private double sample(long at) {
        return level >= 0 && level <= 1 ? level * Math.sin(2 * Math.PI * Tones.HERTZ * at / rate) : level;
    }

    private void fill(AVFrame frame, int format, long at) {
        boolean planar = avutil.av_sample_fmt_is_planar(format) != 0;
        int width = avutil.av_get_bytes_per_sample(format);
        for (int plane = 0; plane < (planar ? channels : 1); plane++) {
            BytePointer data = frame.data(plane);
            data.capacity((long) frame.nb_samples() * width * (planar ? 1 : channels));
            var bytes = data.asByteBuffer().order(java.nio.ByteOrder.nativeOrder());
            for (int i = 0; i < frame.nb_samples(); i++) {
                double value = sample(at + i);
                for (int channel = 0; channel < (planar ? 1 : channels); channel++) {
                    put(bytes, format, value);
                }
            }
        }
    }

    private static void put(java.nio.ByteBuffer to, int format, double value) {
        if (format == avutil.AV_SAMPLE_FMT_U8 || format == avutil.AV_SAMPLE_FMT_U8P) {
            to.put((byte) (128 + value * 127));
        } else if (format == avutil.AV_SAMPLE_FMT_S16 || format == avutil.AV_SAMPLE_FMT_S16P) {
            to.putShort((short) (value * Short.MAX_VALUE));
        } else if (format == avutil.AV_SAMPLE_FMT_S32 || format == avutil.AV_SAMPLE_FMT_S32P) {
            to.putInt((int) (value * Integer.MAX_VALUE));
        } else if (format == avutil.AV_SAMPLE_FMT_FLT || format == avutil.AV_SAMPLE_FMT_FLTP) {
            to.putFloat((float) value);
        } else if (format == avutil.AV_SAMPLE_FMT_DBL || format == avutil.AV_SAMPLE_FMT_DBLP) {
            to.putDouble(value);
        } else {
            throw new IllegalArgumentException("sample format " + format);
        }
    }

    static void ok(int result) throws IOException {
        if (result < 0) {
            byte[] text = new byte[200];
            avutil.av_strerror(result, text, text.length);
            throw new IOException(new String(text, java.nio.charset.StandardCharsets.US_ASCII).trim());
        }
    }

    /** A file that is being written. */
    private static final class Muxing implements AutoCloseable {
        private final AVFormatContext format = new AVFormatContext(null);
        private final AVPacket packet = avcodec.av_packet_alloc();
        private AVStream stream;

        Muxing(Path file, String muxer) throws IOException {
            ok(avformat.avformat_alloc_output_context2(format, (AVOutputFormat) null, muxer, null));
            AVIOContext io = new AVIOContext(null);
            ok(avformat.avio_open(io, file.toString(), avformat.AVIO_FLAG_WRITE));
            format.pb(io);
            // The muxer opens the file again to move the index to its front.
            format.url(avutil.av_strdup(new BytePointer(file.toString())));
            avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        }

        void open(AVCodec codec, AVCodecContext context, Map<String, String> options) throws IOException {
            if ((format.oformat().flags() & avformat.AVFMT_GLOBALHEADER) != 0) {
                context.flags(context.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
            }
            ok(avcodec.avcodec_open2(context, codec, (AVDictionary) null));
            addStream(context);
            AVDictionary metadata = new AVDictionary(null);
            avutil.av_dict_set(metadata, "creation_time", "2026-10-05T01:30:00Z", 0);
            format.metadata(metadata);
            AVDictionary muxerOptions = new AVDictionary(null);
            options.forEach((key, value) -> avutil.av_dict_set(muxerOptions, key, value, 0));
            ok(avformat.avformat_write_header(format, muxerOptions));
        }

        void addStream(AVCodecContext context) throws IOException {
            stream = avformat.avformat_new_stream(format, null);
            ok(avcodec.avcodec_parameters_from_context(stream.codecpar(), context));
            stream.time_base(context.time_base());
        }

        /** What is encoded from now on belongs to this stream. */
        void choose(int index) {
            stream = format.streams(index);
        }

        void encode(AVCodecContext context, AVFrame frame) throws IOException {
            ok(avcodec.avcodec_send_frame(context, frame));
            while (avcodec.avcodec_receive_packet(context, packet) == 0) {
                avcodec.av_packet_rescale_ts(packet, context.time_base(), stream.time_base());
                packet.stream_index(stream.index());
                ok(avformat.av_interleaved_write_frame(format, packet));
            }
        }

        void finish() throws IOException {
            ok(avformat.av_write_trailer(format));
            avformat.avio_closep(format.pb());
        }

        @Override
        public void close() {
            avcodec.av_packet_free(packet);
            avformat.avformat_free_context(format);
        }
    }
}
