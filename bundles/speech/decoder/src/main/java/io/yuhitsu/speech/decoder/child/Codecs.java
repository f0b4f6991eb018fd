package io.yuhitsu.speech.decoder.child;

import java.util.Set;
import java.util.StringJoiner;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;

/** The decoders that recordings may use: what recorders, telephones and conference systems write, and nothing else of ffmpeg's hundreds. */
final class Codecs {
    private static final Set<String> NAMES = Set.of(
            "aac",
            "aac_latm",
            "ac3",
            "alac",
            "amrnb",
            "amrwb",
            "libopencore_amrnb",
            "libopencore_amrwb",
            "eac3",
            "flac",
            "g722",
            "g723_1",
            "g726",
            "g726le",
            "g729",
            "gsm",
            "gsm_ms",
            "ilbc",
            "mp1float",
            "mp2float",
            "mp3float",
            "mp3",
            "mp2",
            "mp1",
            "nellymoser",
            "opus",
            "libopus",
            "qcelp",
            "evrc",
            "siren",
            "speex",
            "libspeex",
            "truespeech",
            "vorbis",
            "wmalossless",
            "wmapro",
            "wmav1",
            "wmav2",
            "wmavoice");

    /** ffmpeg's form of an allow list. */
    static final String ALLOWED = allowed();

    private Codecs() {}

    private static String allowed() {
        StringJoiner names = new StringJoiner(",");
        try (Pointer state = new Pointer()) {
            for (AVCodec codec = avcodec.av_codec_iterate(state);
                    codec != null;
                    codec = avcodec.av_codec_iterate(state)) {
                String name = codec.name().getString();
                if (codec.type() == avutil.AVMEDIA_TYPE_AUDIO
                        && avcodec.av_codec_is_decoder(codec) != 0
                        && (name.startsWith("pcm_") || name.startsWith("adpcm_") || NAMES.contains(name))) {
                    names.add(name);
                }
            }
        }
        return names.toString();
    }

    static boolean allows(AVCodec codec) {
        return codec != null
                && ("," + ALLOWED + ",").contains("," + codec.name().getString() + ",");
    }
}
