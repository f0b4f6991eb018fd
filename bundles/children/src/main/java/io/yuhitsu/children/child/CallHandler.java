package io.yuhitsu.children.child;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What a child does. Called by one thread, one call after the other. */
@FunctionalInterface
public interface CallHandler {
    /**
     * Does one call. Returning ends the call and makes the child free for the next; anything thrown ends the call as an error and the
     * process with it, because nobody knows what state native code is in then.
     *
     * @param first what the parent opened the call with
     */
    void handle(Frame first, Parent parent) throws Exception;

    /** Makes the handler; loads natives and models here, so that the first call finds them loaded. */
    @FunctionalInterface
    interface Factory {
        /** @throws UnusableArgumentsException the parent is told that no other child would do better */
        CallHandler make() throws Exception;
    }

    /** The other end of the pipe. */
    interface Parent {
        /**
         * Sends a message; blocks while the parent does not read. Direct buffers are written without a copy.
         *
         * @param type 0 to 127
         */
        void send(int type, ByteBuffer... body) throws IOException;

        /** The next message of the parent in this call; blocks. */
        Frame receive() throws IOException;
    }
}
