package io.yuhitsu.operations.shell.internal;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the script run the server's commands through {@code run/yuhitsu.sock}. Whoever may open that socket (mode 0600: the account that the
 * server runs under, and root) administers the server; so no password, no port and no HTTP is needed.
 */
@Component(service = CommandSocket.class, immediate = true)
public final class CommandSocket {
    private static final Logger LOG = LoggerFactory.getLogger(CommandSocket.class);
    private static final long RETRY_MILLIS = 1000;

    private final Commands commands;
    private final Path path;
    private final ServerSocketChannel server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<SocketChannel> peers = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "command-socket");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public CommandSocket(@Reference SessionFactory sessions) throws IOException {
        this(
                sessions,
                Place.data().resolve("run").resolve("yuhitsu.sock"),
                ServerSocketChannel.open(StandardProtocolFamily.UNIX));
    }

    /** @param server not bound yet; closed by this */
    CommandSocket(SessionFactory sessions, Path path, ServerSocketChannel server) throws IOException {
        this.commands = new Commands(sessions);
        this.path = path;
        this.server = server;
        Files.createDirectories(path.getParent());
        // The data folder is locked by the launcher: a socket that is there was left by a server that died.
        Files.deleteIfExists(path);
        server.bind(UnixDomainSocketAddress.of(shortest(path)));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        workers.execute(this::accept);
    }

    /** The system allows 107 bytes for the path of a socket; the launcher lets the server stand in its data folder. */
    private static Path shortest(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
    }

    @Deactivate
    void close() throws IOException {
        closed.countDown();
        server.close();
        Files.deleteIfExists(path);
        for (SocketChannel peer : peers) {
            peer.close();
        }
        workers.shutdownNow();
    }

    private void accept() {
        boolean failing = false;
        while (server.isOpen()) {
            try {
                SocketChannel peer = server.accept();
                failing = false;
                peers.add(peer);
                serve(peer);
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException | OutOfMemoryError e) {
                // No file descriptor or no thread is left, for example: others give theirs back.
                if (!failing) {
                    LOG.error("the command socket {} takes no calls now; it is tried again each second", path, e);
                }
                failing = true;
                if (isClosedWithin(RETRY_MILLIS)) {
                    return;
                }
            }
        }
    }

    private void serve(SocketChannel peer) throws IOException {
        boolean served = false;
        try {
            workers.execute(() -> {
                try (peer) {
                    new CommandCall(commands, peer).serve();
                } catch (IOException e) {
                    LOG.debug("a client went away", e);
                } finally {
                    peers.remove(peer);
                }
            });
            served = true;
        } catch (RejectedExecutionException e) {
            LOG.debug("a client came too late: the socket is closed", e);
        } finally {
            if (!served) {
                peers.remove(peer);
                peer.close();
            }
        }
    }

    private boolean isClosedWithin(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
