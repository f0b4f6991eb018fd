package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.client.Wire;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.PrivilegedAction;
import java.util.List;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client of the command socket and the command that it wants done. */
final class CommandCall {
    private static final Logger LOG = LoggerFactory.getLogger(CommandCall.class);

    private final SessionFactory sessions;
    private final SocketChannel peer;

    CommandCall(SessionFactory sessions, SocketChannel peer) {
        this.sessions = sessions;
        this.peer = peer;
    }

    /** Blocks until the command is done and its exit status sent. @throws IOException the client went away or speaks another language */
    void serve() throws IOException {
        Wire.Call call = Wire.Call.readFrom(new DataInputStream(Channels.newInputStream(peer)));
        DataOutputStream channel = new DataOutputStream(new BufferedOutputStream(Wire.output(peer)));
        ClientWatch watch = ClientWatch.start(peer);
        int status;
        try {
            status = run(call, channel, watch);
        } finally {
            watch.end();
        }
        Wire.exit(channel, status);
    }

    private int run(Wire.Call call, DataOutputStream channel, ClientWatch watch) {
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
            } catch (Exception | LinkageError e) {
                return watch.isGone() ? CommandException.FAILED : explain(e, call, err);
            } finally {
                out.flush();
                err.flush();
            }
        });
    }

    private static int explain(Throwable failure, Wire.Call call, PrintStream err) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof CommandException known) {
                err.println(known.reason().in(call.locale()));
                return known.status();
            }
            if (t instanceof org.apache.karaf.shell.support.CommandException usage && !isNotFound(usage)) {
                err.println(Screen.TEXTS.text(call.locale(), "usage", usage.getMessage()));
                return CommandException.USAGE;
            }
            if (t instanceof InterruptedException) {
                return CommandException.FAILED;
            }
        }
        if (isNotFound(failure)) {
            err.println(Screen.TEXTS.text(call.locale(), "no-command-now", words(call.arguments())));
        } else {
            LOG.error("command {} failed", words(call.arguments()), failure);
            err.println(Screen.TEXTS.text(
                    call.locale(), "internal", failure.getClass().getSimpleName()));
        }
        return CommandException.FAILED;
    }

    /** The words are known, so it is the server that misses a part: one of the command's services. */
    private static boolean isNotFound(Throwable failure) {
        return failure.getClass().getSimpleName().contains("NotFound")
                || String.valueOf(failure.getMessage()).contains("Command not found");
    }

    /** What was called, without the names that follow: those may tell what a meeting was about. */
    private static String words(List<String> arguments) {
        return arguments.isEmpty() ? "" : arguments.get(0);
    }
}
