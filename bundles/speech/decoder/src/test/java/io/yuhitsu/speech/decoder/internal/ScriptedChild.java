package io.yuhitsu.speech.decoder.internal;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.spi.Transcriber;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.children.ChildCall;
import io.yuhitsu.children.ChildPool;
import io.yuhitsu.children.ChildSpec;
import io.yuhitsu.children.Children;
import io.yuhitsu.children.PoolLimits;
import io.yuhitsu.children.child.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

/** A decoder that says what its script says, whatever it is told; it asks and talks faster than a process could. */
final class ScriptedChild implements Children, ChildPool, ChildCall {
    private final IntFunction<Frame> script;
    private int said;
    private Duration granted = Duration.ZERO;

    /** @param script what it says, from 0 */
    ScriptedChild(IntFunction<Frame> script) {
        this.script = script;
    }

    static Frame text(int type, String text) {
        return new Frame(type, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    static Frame question(long offset, int most) {
        return new Frame(
                io.yuhitsu.speech.decoder.child.Talk.READ,
                ByteBuffer.allocate(12).putLong(offset).putInt(most).flip());
    }

    int said() {
        return said;
    }

    /** Time that it was given beyond what it began with. */
    Duration granted() {
        return granted;
    }

    @Override
    public ChildPool pool(ChildSpec spec, PoolLimits limits) {
        return this;
    }

    @Override
    public ChildCall open(Duration deadline, CancelToken cancel) {
        return this;
    }

    @Override
    public void send(int type, ByteBuffer... body) {}

    @Override
    public Frame receive() {
        return script.apply(said++);
    }

    @Override
    public void extend(Duration more) {
        granted = granted.plus(more);
    }

    @Override
    public FailureException senseless(Exception cause) {
        return new FailureException(
                FailureKind.INTERNAL, new Message(Transcriber.CHILD_DIED, "無意味", "senseless"), cause);
    }

    @Override
    public void end() {}

    @Override
    public List<Long> pids() {
        return List.of();
    }

    @Override
    public void close() {}
}
