package io.yuhitsu.operations.shell.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.yuhitsu.client.Wire;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.impl.action.command.ManagerImpl;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;

/** The shell that the server has, with our commands and the services that a test gives it. */
final class TestShell implements AutoCloseable {
    private final ThreadIOImpl streams = new ThreadIOImpl();
    private final SessionFactoryImpl sessions;
    private final Path directory;

    TestShell(Path directory, Object... services) {
        this.directory = directory;
        streams.start();
        sessions = new SessionFactoryImpl(streams);
        for (Object service : services) {
            sessions.register(service);
        }
        ManagerImpl manager = new ManagerImpl(sessions, sessions);
        CommandWords.actions().forEach(manager::register);
    }

    record Answer(int status, String out, String err) {
        JsonNode json() throws Exception {
            return JsonMapper.builder()
                    .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build()
                    .readTree(out);
        }
    }

    Answer run(String... words) {
        return run(Locale.ENGLISH, words);
    }

    Answer run(Locale locale, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = new Commands(sessions)
                .run(
                        new Wire.Call(locale, 0, directory.toString(), List.of(words)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        () -> false);
        return new Answer(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        sessions.stop();
        streams.stop();
    }
}
