package io.yuhitsu.speech.decoder.internal;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.api.spi.Transcriber;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.benchmarks.FuzzTarget;
import io.yuhitsu.children.ChildCall;
import io.yuhitsu.children.Children;
import io.yuhitsu.children.child.Frame;
import io.yuhitsu.contracts.AudioDecoderContract;
import io.yuhitsu.contracts.Tones;
import io.yuhitsu.speech.decoder.child.Talk;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Recordings of every form through the real decoder, and what the server itself reads of them and of its children. */
public final class RecordingTargets implements AutoCloseable {
    private static final int FRAME = 512 << 10;

    private final Children children;
    private final FfmpegDecoder decoder;
    private final List<FuzzTarget> targets = new ArrayList<>();

    public RecordingTargets(Path run) throws IOException {
        children = Children.below(run);
        decoder = new FfmpegDecoder(children, 2, 512, 1);
        List<byte[]> all = new ArrayList<>();
        for (Encoded form : TruncatedRecordingsTest.forms().toList()) {
            byte[] sample = form.bytes(0.5);
            all.add(sample);
            String name = "recording-" + form.muxer() + "-" + form.encoder() + "-" + form.rate();
            targets.add(new FuzzTarget(name, List.of(sample), this::decode));
        }
        targets.add(new FuzzTarget("structure", all, RecordingTargets::look));
        targets.add(new FuzzTarget("frames", List.of(conversation()), RecordingTargets::frames));
        targets.add(new FuzzTarget("answers", List.of(conversation()), RecordingTargets::converse));
    }

    public List<FuzzTarget> targets() {
        return List.copyOf(targets);
    }

    /** @throws IllegalStateException the decoder does no longer what it did */
    public void checkHealth() throws Exception {
        byte[] good = Tones.wav(16_000, 1, 1);
        int bytes = samples(decoder, good);
        if (bytes != good.length - 44) {
            throw new IllegalStateException("a good recording gives " + bytes + " bytes");
        }
    }

    private String decode(byte[] damaged) throws Exception {
        decoder.probe(AudioDecoderContract.memory(damaged), CancelToken.none());
        samples(decoder, damaged);
        return "decoded";
    }

    private static int samples(AudioDecoder decoder, byte[] recording) throws Exception {
        try (AudioDecoder.Decoding decoding =
                decoder.decode(AudioDecoderContract.memory(recording), CancelToken.none())) {
            return drain(decoding.pcm());
        }
    }

    private static int drain(InputStream pcm) throws FailureException, IOException {
        byte[] buffer = new byte[1 << 16];
        int bytes = 0;
        try {
            for (int n = pcm.read(buffer); n >= 0; n = pcm.read(buffer)) {
                bytes += n;
            }
        } catch (IOException e) {
            if (e.getCause() instanceof FailureException failure) {
                throw failure;
            }
            throw e;
        }
        return bytes;
    }

    private static String look(byte[] damaged) throws IOException {
        Bytes bytes = new Bytes(AudioDecoderContract.memory(damaged).open());
        Structure structure = Structure.of(bytes);
        WhatItIs.otherThanARecording(bytes.at(0, 64 << 10));
        return structure.incomplete() ? "incomplete" : "whole";
    }

    private static String frames(byte[] damaged) throws IOException {
        InputStream in = new ByteArrayInputStream(damaged);
        int count = 0;
        try {
            while (true) {
                Frame.read(in, FRAME);
                count++;
            }
        } catch (Frame.GarbageException e) {
            return "garbage";
        } catch (java.io.EOFException e) {
            return count == 0 ? "none" : "some";
        }
    }

    /** All that a child says to open and decode a recording. */
    private static byte[] conversation() throws IOException {
        ByteArrayOutputStream facts = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(facts);
        out.writeUTF("mov,mp4,m4a,3gp,3g2,mj2");
        out.writeUTF("qt  ");
        out.writeInt(100);
        out.writeUTF("aac");
        out.writeLong(1_000_000);
        out.writeBoolean(false);
        out.writeInt(2);
        out.writeInt(44_100);
        out.writeUTF("2026-10-05T01:30:00.000000Z");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        frame(all, Talk.READ, ByteBuffer.allocate(12).putInt(8, 1000).array());
        frame(all, Talk.FACTS, facts.toByteArray());
        frame(all, Talk.PCM, new byte[640]);
        frame(all, Talk.NOTICE, Talk.DAMAGED.getBytes(StandardCharsets.US_ASCII));
        frame(all, Talk.DONE, new byte[0]);
        frame(all, Frame.END, new byte[0]);
        return all.toByteArray();
    }

    private static void frame(ByteArrayOutputStream to, int type, byte[] body) {
        ByteBuffer header = ByteBuffer.allocate(Frame.HEADER);
        Frame.putHeader(header, type, body.length);
        to.writeBytes(header.array());
        to.writeBytes(body);
    }

    private static String converse(byte[] damaged) throws Exception {
        byte[] wav = Tones.wav(16_000, 1, 0.1);
        try (Recording recording = Recording.open(AudioDecoderContract.memory(wav));
                ChildCall child = new Babbler(damaged)) {
            recording.recorded(recording.begin(child, Talk.DECODE));
            drain(new ChildDecoding(recording, child, Duration.ofHours(1)).pcm());
            return "believed";
        } catch (FailureException e) {
            // What a child deserves that babbles is its death; that is no failure of the server.
            return e.reason().code().equals(Transcriber.CHILD_DIED)
                    ? "killed"
                    : e.reason().code();
        }
    }

    @Override
    public void close() {
        children.close();
    }

    /** A child that says what it was told to say. */
    private static final class Babbler implements ChildCall {
        private final InputStream script;

        Babbler(byte[] script) {
            this.script = new ByteArrayInputStream(script);
        }

        @Override
        public void send(int type, ByteBuffer... body) {}

        @Override
        public Frame receive() throws FailureException {
            Frame frame = read();
            if (frame.type() < 0) {
                throw senseless(null);
            }
            return frame;
        }

        @Override
        public void end() throws FailureException {
            if (read().type() != Frame.END) {
                throw senseless(null);
            }
        }

        private Frame read() throws FailureException {
            try {
                return Frame.read(script, FRAME);
            } catch (IOException e) {
                throw senseless(e);
            }
        }

        @Override
        public void extend(Duration more) {}

        @Override
        public FailureException senseless(Exception cause) {
            return new FailureException(
                    FailureKind.INTERNAL, new Message(Transcriber.CHILD_DIED, "終了しました", "it died"), cause);
        }

        @Override
        public void close() {}
    }
}
