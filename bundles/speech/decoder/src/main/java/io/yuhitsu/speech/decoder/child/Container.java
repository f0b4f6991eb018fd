package io.yuhitsu.speech.decoder.child;

import java.io.IOException;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;

/** An opened recording and the one audio stream in it that is used. */
final class Container implements AutoCloseable {
    /** Containers of recordings; lists of other files (HLS, concat …) are none, so that a file cannot make us read another. */
    private static final String FORMATS = "wav,w64,mp3,mov,ogg,matroska,flac,amr,aac,asf,aiff,caf,mpegts,avi,flv,au";

    /** Of a video with much between the sounds: packets in which the first sound has to come. */
    private static final int MOST_PACKETS_BEFORE = 2000;

    private static final int MAX_STREAMS = 64;
    private static final int MAX_CHANNELS = 64;
    private static final int MIN_RATE = 1000;
    private static final int MAX_RATE = 768_000;

    /** iTunes, Common Encryption, Audible. */
    private static final Set<String> ENCRYPTED_TAGS = Set.of("drms", "enca", "aavd", "aavx");

    /** Containers of frames of which each has its length. */
    private static final Set<String> FRAMED = Set.of("aac", "mpegts");

    /** What ffmpeg calls the protection of Windows Media. */
    private static final String ASF_PROTECTION = "ASF_Protection_Type";

    private final SourceIo io;
    private final AVFormatContext format;
    private final RefuseOtherFiles refuse;
    private AVStream stream;
    private AVCodec codec;

    private Container(SourceIo io, AVFormatContext format, RefuseOtherFiles refuse) {
        this.io = io;
        this.format = format;
        this.refuse = refuse;
    }

    static Container open(SourceIo io, boolean ignoreLength) throws RefusedException, IOException {
        AVFormatContext format = avformat.avformat_alloc_context();
        RefuseOtherFiles refuse = new RefuseOtherFiles();
        format.pb(io.context());
        format.flags(format.flags() | AVFormatContext.AVFMT_FLAG_CUSTOM_IO);
        format.io_open(refuse);
        format.max_streams(MAX_STREAMS);
        AVDictionary options = new AVDictionary(null);
        avutil.av_dict_set(options, "format_whitelist", FORMATS, 0);
        avutil.av_dict_set(options, "codec_whitelist", Codecs.ALLOWED, 0);
        avutil.av_dict_set(options, "protocol_whitelist", "", 0);
        if (ignoreLength) {
            avutil.av_dict_set(options, "ignore_length", "1", 0);
        }
        // On failure ffmpeg frees the context itself.
        int error = avformat.avformat_open_input(format, (String) null, null, options);
        avutil.av_dict_free(options);
        if (error < 0) {
            refuse.close();
            io.check();
            throw new RefusedException(Talk.UNKNOWN);
        }
        Container container = new Container(io, format, refuse);
        try {
            container.chooseStream();
            return container;
        } catch (RefusedException | IOException | RuntimeException e) {
            container.close();
            throw e;
        }
    }

    private void chooseStream() throws RefusedException, IOException {
        int error = avformat.avformat_find_stream_info(format, (AVDictionary) null);
        io.check();
        String reason = error < 0 ? Talk.UNKNOWN : format.nb_streams() == 0 ? Talk.NO_SAMPLES : Talk.NO_AUDIO;
        for (int i = 0; i < format.nb_streams(); i++) {
            AVStream candidate = format.streams(i);
            AVCodecParameters parameters = candidate.codecpar();
            if (stream == null && parameters.codec_type() == avutil.AVMEDIA_TYPE_AUDIO) {
                AVCodec decoder = avcodec.avcodec_find_decoder(parameters.codec_id());
                if (isEncrypted(parameters)
                        || !entry(format.metadata(), ASF_PROTECTION).isEmpty()) {
                    reason = Talk.ENCRYPTED;
                } else if (!Codecs.allows(decoder)) {
                    reason = Talk.UNSUPPORTED;
                } else if (!isPlausible(parameters)) {
                    reason = Talk.UNKNOWN;
                } else {
                    stream = candidate;
                    codec = decoder;
                    continue;
                }
            }
            candidate.discard(avcodec.AVDISCARD_ALL);
        }
        if (stream == null) {
            throw new RefusedException(reason);
        }
    }

    private static boolean isEncrypted(AVCodecParameters parameters) {
        int tag = parameters.codec_tag();
        return ENCRYPTED_TAGS.stream().anyMatch(name -> tag == tag(name));
    }

    /** Encryption that only the packets tell of (MP4 and Matroska with Common Encryption). */
    static boolean isEncrypted(AVPacket packet) {
        return avcodec.av_packet_get_side_data(packet, avcodec.AV_PKT_DATA_ENCRYPTION_INFO, (SizeTPointer) null)
                != null;
    }

    /** Looks at the first sound without decoding it; what comes after cannot be decoded any more. */
    void checkFirstPacket() throws RefusedException, IOException {
        AVPacket packet = avcodec.av_packet_alloc();
        try {
            for (int i = 0; i < MOST_PACKETS_BEFORE; i++) {
                int error = avformat.av_read_frame(format, packet);
                io.check();
                if (error < 0) {
                    throw new RefusedException(error == avutil.AVERROR_EOF() ? Talk.NO_SAMPLES : Talk.UNKNOWN);
                }
                boolean ours = packet.stream_index() == stream.index();
                boolean encrypted = ours && isEncrypted(packet);
                avcodec.av_packet_unref(packet);
                if (encrypted) {
                    throw new RefusedException(Talk.ENCRYPTED);
                }
                if (ours) {
                    return;
                }
            }
        } finally {
            avcodec.av_packet_free(packet);
        }
    }

    private static int tag(String name) {
        return name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24;
    }

    private static boolean isPlausible(AVCodecParameters parameters) {
        int channels = parameters.ch_layout().nb_channels();
        int rate = parameters.sample_rate();
        return channels > 0 && channels <= MAX_CHANNELS && rate >= MIN_RATE && rate <= MAX_RATE;
    }

    Facts facts() {
        AVCodecParameters parameters = stream.codecpar();
        return new Facts(
                format.iformat().name().getString(),
                text("major_brand"),
                format.probe_score(),
                avcodec.avcodec_get_name(parameters.codec_id()).getString(),
                durationMicros(),
                promisedMicros() == 0,
                parameters.ch_layout().nb_channels(),
                parameters.sample_rate(),
                created());
    }

    /** 0 when unknown. */
    private long durationMicros() {
        if (stream.duration() > 0) {
            return micros(stream.duration());
        }
        return Math.max(0, format.duration());
    }

    /** What the container promises in so many words; 0 when its length is only a guess. */
    long promisedMicros() {
        return format.duration_estimation_method() == avformat.AVFMT_DURATION_FROM_BITRATE ? 0 : durationMicros();
    }

    /** Whether the packet is less than it says, in containers that say so. In others the last packet is never full. */
    boolean isCut(AVPacket packet) {
        return (packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0
                && FRAMED.contains(format.iformat().name().getString());
    }

    private String created() {
        String time = text("creation_time");
        if (!time.isEmpty()) {
            return time;
        }
        // Broadcast WAV has date and time of day apart.
        String date = text("origination_date");
        if (date.isEmpty()) {
            date = text("date");
        }
        String clock = text("origination_time");
        return clock.isEmpty() ? date : date + "T" + clock;
    }

    private String text(String key) {
        String text = entry(format.metadata(), key);
        return text.isEmpty() ? entry(stream.metadata(), key) : text;
    }

    private static String entry(AVDictionary metadata, String key) {
        AVDictionaryEntry entry = metadata == null ? null : avutil.av_dict_get(metadata, key, null, 0);
        String text = entry == null ? "" : entry.value().getString();
        return text.length() > 100 ? "" : text;
    }

    /**
     * Where the stream's clock stands when the recording begins, in microseconds. Broadcast and streaming containers begin their clock
     * anywhere, so their earliest stream counts; in MP4 a late beginning of the sound is meant.
     */
    long originMicros() {
        if (format.iformat().name().getString().startsWith("mov,")) {
            return 0;
        }
        return format.start_time() == avutil.AV_NOPTS_VALUE ? Long.MIN_VALUE : format.start_time();
    }

    /** Converts a time of the stream. */
    long micros(long time) {
        AVRational base = stream.time_base();
        return Math.round(1e6 * time * base.num() / base.den());
    }

    AVFormatContext format() {
        return format;
    }

    AVStream stream() {
        return stream;
    }

    AVCodec codec() {
        return codec;
    }

    SourceIo io() {
        return io;
    }

    @Override
    public void close() {
        avformat.avformat_close_input(format);
        refuse.close();
    }

    /** A container that wants to open another file does not get it, whatever the lists above let through. */
    private static final class RefuseOtherFiles
            extends AVFormatContext.Io_open_AVFormatContext_PointerPointer_BytePointer_int_PointerPointer {
        private static final int EPERM = -1;

        @Override
        @SuppressWarnings("rawtypes") // as generated
        public int call(AVFormatContext s, PointerPointer pb, BytePointer url, int flags, PointerPointer options) {
            return EPERM;
        }
    }
}
