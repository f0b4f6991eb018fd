package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.api.spi.StoreUnavailableException;
import io.yuhitsu.client.Wire;
import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import java.security.PrivilegedAction;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs commands in the server's shell as its administrator and explains what goes wrong in the caller's language. */
record Commands(SessionFactory sessions) {
    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    /**
     * Blocks until the command is done.
     *
     * @param gone whether the caller has gone away, so that nobody needs an explanation
     * @return its exit status
     */
    int run(Wire.Call call, PrintStream out, PrintStream err, BooleanSupplier gone) {
        Subject administrator = new Subject();
        administrator.getPrincipals().add(new RolePrincipal("admin"));
        return Subject.doAs(administrator, (PrivilegedAction<Integer>) () -> {
            try {
                CommandWords words = CommandWords.of(call.arguments());
                if (words.isHelp()) {
                    out.println(words.syntax().help(call.locale()));
                } else {
                    run(call, words.line(), out, err);
                }
                return 0;
            } catch (Exception | LinkageError e) {
                return gone.getAsBoolean() ? CommandException.FAILED : explain(e, call, err);
            } finally {
                out.flush();
                err.flush();
            }
        });
    }

    private void run(Wire.Call call, String line, PrintStream out, PrintStream err) throws Exception {
        try (Session session = sessions.create(new ByteArrayInputStream(new byte[0]), out, err)) {
            session.put(Screen.LOCALE, call.locale());
            session.put(Screen.WIDTH, call.width());
            session.put(Screen.DIRECTORY, call.directory());
            session.execute(line);
        }
    }

    private static int explain(Throwable failure, Wire.Call call, PrintStream err) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof CommandException known) {
                err.println(known.reason().in(call.locale()));
                return known.status();
            }
            if (t instanceof InterruptedException) {
                return CommandException.FAILED;
            }
            if (t instanceof StoreUnavailableException) {
                err.println(Screen.TEXTS.text(call.locale(), "store-away"));
                return CommandException.FAILED;
            }
            if (isAbsence(t)) {
                err.println(Screen.TEXTS.text(call.locale(), "no-command-now", name(call.arguments())));
                return CommandException.FAILED;
            }
        }
        LOG.error("command {} failed", name(call.arguments()), failure);
        err.println(
                Screen.TEXTS.text(call.locale(), "internal", failure.getClass().getSimpleName()));
        return CommandException.FAILED;
    }

    /** The words are known, so it is the server that misses a part: one of the command's services. */
    private static boolean isAbsence(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return failure.getClass().getSimpleName().equals("CommandNotFoundException")
                || message.contains("Command not found")
                || message.startsWith("No service matching");
    }

    /** What was called, without the names that follow: those may tell what a meeting was about. */
    private static String name(List<String> arguments) {
        return arguments.isEmpty() ? "" : arguments.get(0);
    }
}
