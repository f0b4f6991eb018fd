package io.yuhitsu.speech.decoder.child;

import io.yuhitsu.children.child.CallHandler;
import io.yuhitsu.children.child.ChildMain;
import io.yuhitsu.children.child.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.javacpp.Loader;

/** The decoder's child process. It opens no file and no connection: all bytes come from its parent. */
public final class DecoderChild implements CallHandler {
    private DecoderChild() {}

    public static void main(String[] args) {
        ChildMain.serve(() -> {
            Loader.load(avutil.class);
            Loader.load(swresample.class);
            Loader.load(avcodec.class);
            Loader.load(avformat.class);
            // What ffmpeg prints may quote the recording's own texts.
            avutil.av_log_set_level(avutil.AV_LOG_QUIET);
            return new DecoderChild();
        });
    }

    @Override
    public void handle(Frame first, Parent parent) throws Exception {
        ByteBuffer order = first.body();
        boolean decode = order.get() == Talk.DECODE;
        long length = order.getLong();
        boolean ignoreLength = (order.get() & Talk.IGNORE_LENGTH) != 0;
        try (SourceIo io = new SourceIo(parent, length);
                Container container = Container.open(io, ignoreLength)) {
            Facts facts = container.facts();
            if (!decode) {
                container.checkFirstPacket();
            }
            parent.send(Talk.FACTS, facts.toBytes());
            if (decode) {
                Decoding decoding = new Decoding(container, new PcmOut(parent));
                for (String notice : decoding.run()) {
                    parent.send(Talk.NOTICE, text(notice));
                }
                parent.send(Talk.DONE);
            }
        } catch (RefusedException e) {
            parent.send(Talk.REFUSED, text(e.getMessage()));
        }
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
