package io.yuhitsu.speech.decoder.child;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What the child found in a recording.
 *
 * @param format ffmpeg's names of the container
 * @param brand the major brand of an MP4 file, otherwise empty
 * @param score how sure ffmpeg is of the container, 0 to 100
 * @param codec ffmpeg's name
 * @param durationMicros 0 when unknown
 * @param guessed the duration is reckoned from the size of the file and may be far off
 * @param created time in the container as it stands there, otherwise empty
 */
public record Facts(
        String format,
        String brand,
        int score,
        String codec,
        long durationMicros,
        boolean guessed,
        int channels,
        int sampleRate,
        String created) {

    ByteBuffer toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(format);
        out.writeUTF(brand);
        out.writeInt(score);
        out.writeUTF(codec);
        out.writeLong(durationMicros);
        out.writeBoolean(guessed);
        out.writeInt(channels);
        out.writeInt(sampleRate);
        out.writeUTF(created);
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    /** @throws IOException the child says what cannot be */
    public static Facts read(ByteBuffer body) throws IOException {
        byte[] bytes = new byte[body.remaining()];
        body.get(bytes);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        Facts facts = new Facts(
                in.readUTF(),
                in.readUTF(),
                in.readInt(),
                in.readUTF(),
                in.readLong(),
                in.readBoolean(),
                in.readInt(),
                in.readInt(),
                in.readUTF());
        if (facts.durationMicros < 0 || facts.channels < 1 || facts.sampleRate < 1) {
            throw new IOException("facts that cannot be: " + facts.durationMicros + " us, " + facts.channels
                    + " channels, " + facts.sampleRate + " Hz");
        }
        return facts;
    }
}
