package io.yuhitsu.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void relaysOutputErrorsAndExitStatus() throws Exception {
        Path socket = folder.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            CompletableFuture<Wire.Call> called = CompletableFuture.supplyAsync(() -> answer(server));
            int status = run(socket, "ja", "job", "show", "会議");
            assertThat(status).isEqualTo(7);
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("議事録");
            assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("注意");
            assertThat(called.get().arguments()).isEqualTo(List.of("job", "show", "会議"));
            assertThat(called.get().width()).isEqualTo(80);
        }
    }

    @Test
    void saysHowToStartWhenNoServerAnswers() {
        assertThat(run(folder.resolve("none"), "en", "jobs")).isEqualTo(Client.NO_SERVER);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("./yuhitsu start");
    }

    @Test
    void aServerThatBreaksOffIsNotTakenForOneThatDoesNotRun() throws Exception {
        Path socket = folder.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> hangUp(server));
            assertThat(run(socket, "en", "jobs")).isEqualTo(Client.NO_SERVER);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .contains("broke off")
                    .doesNotContain("./yuhitsu start");
            closed.get();
        }
    }

    private static void hangUp(ServerSocketChannel server) {
        try (SocketChannel peer = server.accept()) {
            Wire.Call.readFrom(new DataInputStream(Channels.newInputStream(peer)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private int run(Path socket, String language, String... arguments) {
        List<String> line =
                new ArrayList<>(List.of("--socket", socket.toString(), "--locale", language, "--width", "80"));
        line.addAll(List.of(arguments));
        String[] args = line.toArray(String[]::new);
        return Client.run(args, utf8(out), utf8(err));
    }

    private static PrintStream utf8(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static Wire.Call answer(ServerSocketChannel server) {
        try (SocketChannel peer = server.accept()) {
            Wire.Call call = Wire.Call.readFrom(new DataInputStream(Channels.newInputStream(peer)));
            DataOutputStream channel = new DataOutputStream(Channels.newOutputStream(peer));
            Wire.frames(channel, Wire.OUT).write("議事録".getBytes(StandardCharsets.UTF_8));
            Wire.frames(channel, Wire.ERR).write("注意".getBytes(StandardCharsets.UTF_8));
            Wire.exit(channel, 7);
            return call;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
