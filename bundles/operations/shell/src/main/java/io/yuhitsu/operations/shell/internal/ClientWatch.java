package io.yuhitsu.operations.shell.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Interrupts the thread that works for a client when the client goes away (Ctrl-C), and nobody after {@link #end}: that thread serves other
 * clients then. Made by the thread that works.
 */
final class ClientWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ClientWatch.class);

    private final SocketChannel peer;
    private final Thread worker = Thread.currentThread();
    private final Thread reader = new Thread(this::read, "command-socket-watch");

    // Guarded by this.
    private boolean gone;
    private boolean over;

    private ClientWatch(SocketChannel peer) {
        this.peer = peer;
        reader.setDaemon(true);
    }

    static ClientWatch start(SocketChannel peer) {
        ClientWatch watch = new ClientWatch(peer);
        watch.reader.start();
        return watch;
    }

    /** A client has nothing more to say: whatever comes is thrown away, until it closes its end. */
    private void read() {
        ByteBuffer ignored = ByteBuffer.allocate(256);
        try {
            int length;
            do {
                length = peer.read(ignored.clear());
            } while (length >= 0);
        } catch (IOException e) {
            LOG.debug("the connection to a client broke", e);
        }
        leave();
    }

    private synchronized void leave() {
        if (!over) {
            gone = true;
            worker.interrupt();
        }
    }

    synchronized boolean isGone() {
        return gone;
    }

    /** Called by the worker: the command is over. No interrupt of this watch is left or comes when it returns. */
    void end() throws IOException {
        boolean interrupted;
        synchronized (this) {
            over = true;
            interrupted = gone;
        }
        if (interrupted) {
            Thread.interrupted();
        }
        if (peer.isOpen()) {
            peer.shutdownInput();
        }
        try {
            reader.join();
        } catch (InterruptedException e) {
            // The server stops and closes the peer, which ends the reader.
            Thread.currentThread().interrupt();
        }
    }
}
