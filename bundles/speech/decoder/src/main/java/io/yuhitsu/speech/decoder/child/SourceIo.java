package io.yuhitsu.speech.decoder.child;

import io.yuhitsu.children.child.CallHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Lets ffmpeg read a source that is in the parent, at any place. */
final class SourceIo implements AutoCloseable {
    /** One question to the parent; large enough to make the way there cheap, small enough for files that are read here and there. */
    private static final int BUFFER = 128 << 10;

    private static final int EIO = -5;
    private static final int EINVAL = -22;

    private final CallHandler.Parent parent;
    private final long length;
    private final AVIOContext context;
    // Fields, because ffmpeg holds no reference that the garbage collector sees.
    private final Read reader = new Read();
    private final Seek seeker = new Seek();
    // Not "position": the callbacks inherit a field of that name.
    private long offsetNow;
    private IOException broken;

    SourceIo(CallHandler.Parent parent, long length) {
        this.parent = parent;
        this.length = length;
        BytePointer buffer = new BytePointer(avutil.av_malloc(BUFFER));
        context = avformat.avio_alloc_context(buffer, BUFFER, 0, null, reader, null, seeker);
    }

    AVIOContext context() {
        return context;
    }

    /** @throws IOException the pipe to the parent is broken: not a matter of the recording */
    void check() throws IOException {
        if (broken != null) {
            throw broken;
        }
    }

    @Override
    public void close() {
        // ffmpeg may have replaced the buffer by a larger one.
        avutil.av_free(context.buffer());
        avformat.avio_context_free(context);
        reader.close();
        seeker.close();
    }

    private final class Read extends Read_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer to, int size) {
            try {
                ByteBuffer question = ByteBuffer.allocate(12);
                question.putLong(offsetNow).putInt(size).flip();
                parent.send(Talk.READ, question);
                ByteBuffer answer = parent.receive().body();
                int n = Math.min(answer.remaining(), size);
                if (n == 0) {
                    return avutil.AVERROR_EOF();
                }
                to.put(answer.array(), answer.arrayOffset() + answer.position(), n);
                offsetNow += n;
                return n;
            } catch (IOException e) {
                // An exception must not pass through native code.
                broken = e;
                return EIO;
            }
        }
    }

    private final class Seek extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer opaque, long offset, int whence) {
            if (whence == avformat.AVSEEK_SIZE) {
                return length;
            }
            long target =
                    switch (whence & ~avformat.AVSEEK_FORCE) {
                        case 0 -> offset;
                        case 1 -> offsetNow + offset;
                        case 2 -> length + offset;
                        default -> -1;
                    };
            if (target < 0) {
                return EINVAL;
            }
            offsetNow = target;
            return offsetNow;
        }
    }
}
