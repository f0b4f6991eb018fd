package io.yuhitsu.operations.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.client.Wire;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With the shell that the server has, and commands that the test gives it. */
@Timeout(120)
class CommandSocketTest {
    @TempDir
    Path folder;

    private final ThreadIOImpl streams = new ThreadIOImpl();
    private SessionFactoryImpl sessions;
    private Path path;
    private CommandSocket socket;

    @BeforeEach
    void open() throws IOException {
        streams.start();
        sessions = new SessionFactoryImpl(streams);
        path = folder.resolve("run").resolve("yuhitsu.sock");
        socket = new CommandSocket(sessions, path, ServerSocketChannel.open(StandardProtocolFamily.UNIX));
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        sessions.stop();
        streams.stop();
    }

    @Test
    void onlyTheAccountOfTheServerMayConnect() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void callsOneAfterTheOtherAreAllAnswered() throws Exception {
        sessions.register(new Scripted("rerun-job", CommandSocketTest::echo));
        for (int i = 0; i < 500; i++) {
            assertThat(call("rerun", "n" + i)).isEqualTo(new Answer(0, "n" + i + "\n", ""));
        }
    }

    @Test
    void callsAtTheSameTimeAreAllAnswered() throws Exception {
        sessions.register(new Scripted("rerun-job", CommandSocketTest::echo));
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                String word = "n" + i;
                answers.add(clients.submit(() -> call("rerun", word)));
            }
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(new Answer(0, "n" + i + "\n", ""));
            }
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void aClientThatGoesAwayInterruptsItsCommandAlone() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch other = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        sessions.register(new Scripted("wait-job", (session, words) -> {
            begun.countDown();
            try {
                other.await();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                throw e;
            }
            session.getConsole().println("done");
        }));
        ExecutorService client = Executors.newSingleThreadExecutor();
        try {
            Future<Answer> patient = client.submit(() -> call("job", "wait", "j1"));
            try (SocketChannel hasty = connect()) {
                send(hasty, "job", "wait", "j2");
                begun.await();
            }
            await().until(() -> interrupted.get() == 1);
            other.countDown();
            assertThat(patient.get()).isEqualTo(new Answer(0, "done\n", ""));
            assertThat(interrupted).hasValue(1);
        } finally {
            client.shutdownNow();
        }
    }

    @Test
    void whatAClientSendsAfterItsCallIsIgnored() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        sessions.register(new Scripted("rerun-job", (session, words) -> {
            sent.await();
            echo(session, words);
        }));
        sessions.register(new Scripted("wait-job", (session, words) -> {
            begun.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
            }
        }));
        try (SocketChannel client = connect()) {
            send(client, "rerun", "x");
            client.write(ByteBuffer.allocate(100_000));
            sent.countDown();
            assertThat(answer(client)).isEqualTo(new Answer(0, "x\n", ""));
        }
        try (SocketChannel client = connect()) {
            send(client, "job", "wait", "j1");
            client.write(ByteBuffer.allocate(1000));
            begun.await();
        }
        await().until(() -> interrupted.get() == 1);
    }

    @Test
    void garbageEndsItsConnectionAndNothingElse() throws Exception {
        sessions.register(new Scripted("rerun-job", CommandSocketTest::echo));
        for (byte[] garbage : List.of(
                "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                new byte[] {0, 0, 0, Wire.VERSION, -1, -1, -1, -1},
                new byte[] {0, 0, 0, Wire.VERSION, 0, 0, 0, 9, 'e', 'n'},
                new byte[0])) {
            try (SocketChannel client = connect()) {
                client.write(ByteBuffer.wrap(garbage));
                client.shutdownOutput();
                assertThat(closedByServer(client)).isTrue();
            }
        }
        assertThat(call("rerun", "x").status()).isZero();
    }

    @Test
    void aFailedAcceptIsTriedAgain() throws Exception {
        socket.close();
        sessions.register(new Scripted("rerun-job", CommandSocketTest::echo));
        AtomicInteger failures = new AtomicInteger(2);
        socket = new CommandSocket(
                sessions, path, new FailingServer(ServerSocketChannel.open(StandardProtocolFamily.UNIX), failures));
        assertThat(call("rerun", "x").status()).isZero();
        assertThat(failures.get()).isNegative();
    }

    @Test
    void closingEndsCallsAndRemovesTheSocket() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Thread> worker = new AtomicReference<>();
        sessions.register(new Scripted("wait-job", (session, words) -> {
            worker.set(Thread.currentThread());
            begun.countDown();
            new CountDownLatch(1).await();
        }));
        try (SocketChannel client = connect()) {
            send(client, "job", "wait", "j1");
            begun.await();
            socket.close();
            assertThat(closedByServer(client)).isTrue();
        }
        assertThat(path).doesNotExist();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("command-socket")));
    }

    private static void echo(Session session, List<Object> words) {
        words.forEach(word -> session.getConsole().println(word));
    }

    private Answer call(String... words) throws IOException {
        try (SocketChannel client = connect()) {
            send(client, words);
            return answer(client);
        }
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(path));
    }

    private static void send(SocketChannel client, String... words) throws IOException {
        new Wire.Call(Locale.ENGLISH, 0, "/", List.of(words))
                .writeTo(new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(client))));
    }

    private static Answer answer(SocketChannel client) throws IOException {
        DataInputStream in = new DataInputStream(Channels.newInputStream(client));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        while (true) {
            byte type = in.readByte();
            int length = in.readInt();
            if (type == Wire.EXIT) {
                return new Answer(
                        in.readInt(), out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
            }
            (type == Wire.ERR ? err : out).write(in.readNBytes(length));
        }
    }

    private static boolean closedByServer(SocketChannel client) {
        try {
            return client.read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException e) {
            return true;
        }
    }

    private record Answer(int status, String out, String err) {}

    private interface Script {
        void run(Session session, List<Object> words) throws Exception;
    }

    private record Scripted(String name, Script script) implements Command {
        @Override
        public String getScope() {
            return "minutes";
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public String getDescription() {
            return name;
        }

        @Override
        public Completer getCompleter(boolean scoped) {
            return null;
        }

        @Override
        public Parser getParser() {
            return null;
        }

        @Override
        public Object execute(Session session, List<Object> arguments) throws Exception {
            script.run(session, arguments);
            return null;
        }
    }
}
