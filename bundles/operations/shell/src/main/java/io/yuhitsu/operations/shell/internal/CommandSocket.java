package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.client.Wire;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivilegedAction;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.shell.api.console.Session;
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
    private static final String CLASS_NOT_SATISFIED = "Command not found";

    private final SessionFactory sessions;
    private final Path path;
    private final ServerSocketChannel server;
    private final Set<SocketChannel> peers = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "command-socket");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public CommandSocket(@Reference SessionFactory sessions) throws IOException {
        this.sessions = sessions;
        this.path = Place.data().resolve("run").resolve("yuhitsu.sock");
        Files.createDirectories(path.getParent());
        // The data folder is locked by the launcher: a socket that is there was left by a server that died.
        Files.deleteIfExists(path);
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
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
        server.close();
        Files.deleteIfExists(path);
        for (SocketChannel peer : peers) {
            peer.close();
        }
        workers.shutdownNow();
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel peer = server.accept();
                peers.add(peer);
                workers.execute(() -> serve(peer));
            } catch (ClosedChannelException | RejectedExecutionException e) {
                return;
            } catch (IOException e) {
                LOG.error(
                        "the command socket {} failed; ./yuhitsu cannot reach the server until it is restarted",
                        path,
                        e);
                return;
            }
        }
    }

    private void serve(SocketChannel peer) {
        try (peer) {
            DataInputStream in = new DataInputStream(Channels.newInputStream(peer));
            Wire.Call call = Wire.Call.readFrom(in);
            DataOutputStream channel = new DataOutputStream(new BufferedOutputStream(Wire.output(peer)));
            Thread worker = Thread.currentThread();
            // A client that goes away (Ctrl-C) ends its command.
            Future<?> watch = workers.submit(() -> {
                try {
                    if (peer.read(ByteBuffer.allocate(1)) < 0) {
                        worker.interrupt();
                    }
                } catch (IOException e) {
                    worker.interrupt();
                }
            });
            int status = run(call, channel);
            watch.cancel(false);
            Wire.exit(channel, status);
        } catch (IOException e) {
            LOG.debug("a client went away", e);
        } finally {
            peers.remove(peer);
        }
    }

    private int run(Wire.Call call, DataOutputStream channel) {
        PrintStream out = new PrintStream(Wire.frames(channel, Wire.OUT), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(Wire.frames(channel, Wire.ERR), true, StandardCharsets.UTF_8);
        Subject administrator = new Subject();
        administrator.getPrincipals().add(new RolePrincipal("admin"));
        return Subject.doAs(administrator, (PrivilegedAction<Integer>) () -> {
            try (Session session = sessions.create(new ByteArrayInputStream(new byte[0]), out, err)) {
                session.put(Screen.LOCALE, call.locale());
                session.put(Screen.WIDTH, call.width());
                session.put(Screen.DIRECTORY, call.directory());
                session.execute(CommandWords.line(call.arguments()));
                return 0;
            } catch (Exception e) {
                return explain(e, call, err);
            } finally {
                out.flush();
                err.flush();
            }
        });
    }

    private static int explain(Exception failure, Wire.Call call, PrintStream err) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof CommandException known) {
                err.println(known.reason().in(call.locale()));
                return known.status();
            }
            if (t instanceof org.apache.karaf.shell.support.CommandException usage
                    && !usage.getClass().getSimpleName().contains("NotFound")) {
                err.println(Screen.TEXTS.text(call.locale(), "usage", usage.getMessage()));
                return CommandException.USAGE;
            }
            if (t instanceof InterruptedException) {
                return CommandException.FAILED;
            }
        }
        String message = String.valueOf(failure.getMessage());
        if (message.contains(CLASS_NOT_SATISFIED)
                || failure.getClass().getSimpleName().contains("NotFound")) {
            err.println(Screen.TEXTS.text(call.locale(), "no-command-now", String.join(" ", call.arguments())));
        } else {
            LOG.error(
                    "command {} failed",
                    call.arguments().isEmpty() ? "" : call.arguments().get(0),
                    failure);
            err.println(Screen.TEXTS.text(
                    call.locale(), "internal", failure.getClass().getSimpleName()));
        }
        return CommandException.FAILED;
    }
}
