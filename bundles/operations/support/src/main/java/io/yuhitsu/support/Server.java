package io.yuhitsu.support;

import io.yuhitsu.client.Client;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The running server, through its socket. */
final class Server {
    private static final int SILENT = -1;
    private static final long PATIENCE_SECONDS = 30;

    private Server() {}

    /** What the server said to a command. */
    record Answer(int exit, String text) {}

    static Answer ask(Site site, String... words) {
        List<String> line =
                new ArrayList<>(List.of("--socket", site.socket().toString(), "--locale", "en", "--width", "0"));
        line.addAll(List.of(words));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CompletableFuture<Integer> exit = new CompletableFuture<>();
        Thread asking = new Thread(
                () -> exit.complete(
                        Client.run(line.toArray(String[]::new), utf8(out), utf8(new ByteArrayOutputStream()))),
                "ask-server");
        asking.setDaemon(true);
        asking.start();
        try {
            return new Answer(exit.get(PATIENCE_SECONDS, TimeUnit.SECONDS), out.toString(StandardCharsets.UTF_8));
        } catch (TimeoutException | ExecutionException e) {
            return new Answer(SILENT, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(SILENT, "");
        }
    }

    private static PrintStream utf8(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
