package io.yuhitsu.speech.decoder.child;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.BytePointer;

/**
 * The header of an MPEG audio frame of layer II or III. Such files have no length of their own: that one was cut off is seen from its last
 * frame alone, which ffmpeg decodes without a word.
 */
final class MpegFrame {
    private static final int[] KBIT_V1_L2 = {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384};
    private static final int[] KBIT_V1_L3 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] KBIT_V2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int[] HERTZ = {44_100, 48_000, 32_000};

    private MpegFrame() {}

    /** Whether the packet is less than the frame that it begins. */
    static boolean isCut(AVCodecContext codec, AVPacket packet) {
        int id = codec.codec_id();
        if ((id != avcodec.AV_CODEC_ID_MP2 && id != avcodec.AV_CODEC_ID_MP3) || packet.size() < 4) {
            return false;
        }
        BytePointer data = packet.data();
        return packet.size() < length(data.get(0), data.get(1), data.get(2));
    }

    /** Bytes of the frame, 0 when there is no telling. */
    static int length(byte first, byte second, byte third) {
        boolean sync = (first & 0xff) == 0xff && (second & 0xe0) == 0xe0;
        int version = (second >> 3) & 3;
        int layer = 4 - ((second >> 1) & 3);
        int rate = (third >> 4) & 15;
        int hertz = (third >> 2) & 3;
        int padding = (third >> 1) & 1;
        if (!sync || version == 1 || (layer != 2 && layer != 3) || rate == 15 || hertz == 3) {
            return 0;
        }
        boolean one = version == 3;
        int kbit = (one ? layer == 2 ? KBIT_V1_L2 : KBIT_V1_L3 : KBIT_V2)[rate];
        int samplingRate = HERTZ[hertz] >> (one ? 0 : version == 2 ? 1 : 2);
        int slots = layer == 3 && !one ? 72 : 144;
        return kbit == 0 ? 0 : slots * kbit * 1000 / samplingRate + padding;
    }
}
