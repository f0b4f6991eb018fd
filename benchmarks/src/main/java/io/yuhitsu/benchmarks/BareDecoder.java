package io.yuhitsu.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/** ffmpeg's own loop from its examples: a file becomes 16 kHz mono, 16 bit, with nothing in between. */
public final class BareDecoder {
    private static final int RATE = 16_000;
    private static final int MOST_SAMPLES = 1 << 18;

    private BareDecoder() {}

    public static void decode(Path recording, Path pcm) throws IOException {
        AVFormatContext format = new AVFormatContext(null);
        check(avformat.avformat_open_input(format, recording.toString(), null, (AVDictionary) null));
        check(avformat.avformat_find_stream_info(format, (AVDictionary) null));
        int stream = check(avformat.av_find_best_stream(format, avutil.AVMEDIA_TYPE_AUDIO, -1, -1, (AVCodec) null, 0));
        AVCodec decoder =
                avcodec.avcodec_find_decoder(format.streams(stream).codecpar().codec_id());
        AVCodecContext codec = avcodec.avcodec_alloc_context3(decoder);
        check(avcodec.avcodec_parameters_to_context(
                codec, format.streams(stream).codecpar()));
        check(avcodec.avcodec_open2(codec, decoder, (AVDictionary) null));
        SwrContext resampler = resampler(codec);
        AVPacket packet = avcodec.av_packet_alloc();
        AVFrame frame = avutil.av_frame_alloc();
        try (FileChannel out = FileChannel.open(
                        pcm,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
                BytePointer samples = new BytePointer(2L * MOST_SAMPLES);
                PointerPointer<BytePointer> planes = new PointerPointer<BytePointer>(1).put(samples)) {
            boolean more = true;
            while (more) {
                more = avformat.av_read_frame(format, packet) >= 0;
                if (more && packet.stream_index() != stream) {
                    avcodec.av_packet_unref(packet);
                    continue;
                }
                check(avcodec.avcodec_send_packet(codec, more ? packet : null));
                avcodec.av_packet_unref(packet);
                while (avcodec.avcodec_receive_frame(codec, frame) >= 0) {
                    int n = check(swresample.swr_convert(
                            resampler, planes, MOST_SAMPLES, frame.extended_data(), frame.nb_samples()));
                    ByteBuffer bytes = samples.position(0).limit(2L * n).asByteBuffer();
                    while (bytes.hasRemaining()) {
                        out.write(bytes);
                    }
                }
            }
        } finally {
            avutil.av_frame_free(frame);
            avcodec.av_packet_free(packet);
            swresample.swr_free(resampler);
            avcodec.avcodec_free_context(codec);
            avformat.avformat_close_input(format);
        }
    }

    private static SwrContext resampler(AVCodecContext codec) throws IOException {
        SwrContext resampler = new SwrContext(null);
        try (AVChannelLayout mono = new AVChannelLayout()) {
            avutil.av_channel_layout_default(mono, 1);
            check(swresample.swr_alloc_set_opts2(
                    resampler,
                    mono,
                    avutil.AV_SAMPLE_FMT_S16,
                    RATE,
                    codec.ch_layout(),
                    codec.sample_fmt(),
                    codec.sample_rate(),
                    0,
                    null));
            check(swresample.swr_init(resampler));
            return resampler;
        }
    }

    private static int check(int result) throws IOException {
        if (result < 0) {
            throw new IOException("ffmpeg: error " + result);
        }
        return result;
    }
}
