package io.yuhitsu.support;

import io.yuhitsu.client.Client;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The running server, through its socket. */
final class Server {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int SILENT = -1;

    private Server() {}

    /**
     * What the server said to a command.
     *
     * @param exit the command's own status unless no answer was had
     * @param wrong what it said about what went wrong
     */
    record Answer(int exit, String text, String wrong) {
        /** It took too long. */
        boolean isSilence() {
            return exit == SILENT;
        }

        /** No call could be made, or it broke off. */
        boolean isNone() {
            return isSilence() || exit == Client.NO_SERVER;
        }
    }

    static Answer ask(Site site, Duration patience, String... words) {
        List<String> line =
                new ArrayList<>(List.of("--socket", site.socket().toString(), "--locale", "en", "--width", "0"));
        line.addAll(List.of(words));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CompletableFuture<Integer> exit = new CompletableFuture<>();
        Thread asking = new Thread(
                () -> exit.complete(Client.run(line.toArray(String[]::new), utf8(out), utf8(err))), "ask-server");
        asking.setDaemon(true);
        asking.start();
        try {
            int status = exit.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } catch (TimeoutException | ExecutionException e) {
            return new Answer(SILENT, "", "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(SILENT, "", "");
        }
    }

    private static PrintStream utf8(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
