package io.yuhitsu.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.client.Wire;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a running server, and what comes of a server that does not answer everything. */
class RunningServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @TempDir
    Path folder;

    /** Questions of which it knows no end. */
    private Set<String> hangs = Set.of();

    private int exit;
    private String says = "";

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<SocketChannel> open = Collections.synchronizedList(new ArrayList<>());
    private Program program;
    private Path socket;
    private ServerSocketChannel server;

    @BeforeEach
    void listen() throws IOException {
        program = new Program(folder);
        socket = Files.createTempDirectory("yuhitsu").resolve("s");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread thread = new Thread(this::answerAll, "server-of-the-test");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        for (SocketChannel each : List.copyOf(open)) {
            each.close();
        }
        Files.deleteIfExists(socket);
        Files.delete(socket.getParent());
    }

    private void answerAll() {
        try {
            while (true) {
                SocketChannel channel = server.accept();
                open.add(channel);
                List<String> words = Wire.Call.readFrom(new DataInputStream(Channels.newInputStream(channel)))
                        .arguments();
                String question = words.get(words.size() - 1);
                asked.add(question);
                if (hangs.contains(question)) {
                    continue;
                }
                try (DataOutputStream out =
                        new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)))) {
                    byte[] text =
                            (words.size() > 1 ? "facts about " + question : says).getBytes(StandardCharsets.UTF_8);
                    Wire.frames(out, exit == 0 ? Wire.OUT : Wire.ERR).write(text, 0, text.length);
                    Wire.exit(out, exit);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private Site site() {
        return new Site(program.home, program.data, "0.1.0", "./yuhitsu", Site.State.RUNNING, false, socket);
    }

    private List<String> codes() throws IOException {
        Findings findings = new Findings();
        ServerCheck.look(site(), findings);
        return findings.sorted().stream()
                .map(finding -> finding.level() + " " + finding.message().code())
                .toList();
    }

    @Test
    void aServerThatHangsWithItsDatabaseStillGivesItsThreads() throws IOException {
        hangs = Set.of("jobs");
        Path file = folder.resolve("support.zip");

        SupportBundle.write(site(), file, Clock.systemUTC(), PATIENCE);

        assertThat(text(file, "server/threads.txt")).isEqualTo("facts about threads");
        assertThat(text(file, "server/heap.txt")).isEqualTo("facts about heap");
        assertThat(text(file, "server/jobs.json")).startsWith("no answer");
        assertThat(asked.subList(asked.size() - 8, asked.size()))
                .startsWith("threads", "heap", "process")
                .endsWith("jobs");
    }

    @Test
    void aPartThatHangsKeepsBackNoOther() throws IOException {
        hangs = Set.of("heap");
        Path file = folder.resolve("support.zip");

        SupportBundle.write(site(), file, Clock.systemUTC(), PATIENCE);

        assertThat(text(file, "server/heap.txt")).startsWith("no answer");
        assertThat(text(file, "server/process.json")).isEqualTo("facts about process");
        assertThat(text(file, "server/jobs.json")).isEqualTo("facts about jobs");
    }

    @Test
    void whatTheServerFindsIsTakenOver() throws IOException {
        says = "WARNING\tchild-start\t起動しません\tdoes not start\nERROR\tdatabase-away\tない\taway\n";

        assertThat(codes()).containsExactly("ERROR database-away", "WARNING child-start");
    }

    @Test
    void aFullDiskThatIsFoundAlreadyIsNotNamedAgain() {
        Server.Answer answer = new Server.Answer(0, "WARNING\tdisk-nearly-full\t空き\troom\n", "");
        Findings findings = new Findings();
        ServerCheck.look(site(), answer, findings);
        assertThat(findings.sorted()).hasSize(1);

        findings = new Findings();
        findings.warn("disk-low", "x", "1", "2");
        ServerCheck.look(site(), answer, findings);
        assertThat(findings.sorted()).hasSize(1);
    }

    @Test
    void aServerThatAnswersWithAFailureIsNotSilent() throws IOException {
        exit = 1;
        says = "The command findings is not there now.";
        Findings findings = new Findings();

        ServerCheck.look(site(), findings);

        assertThat(findings.sorted()).singleElement().satisfies(finding -> {
            assertThat(finding.message().code()).isEqualTo("server-refused");
            assertThat(finding.message().en()).contains(says);
            assertThat(finding.commands()).noneMatch(command -> command.contains("stop"));
        });
    }

    @Test
    void onlyAServerThatCannotBeCalledIsSilent() throws IOException {
        Files.delete(socket);
        assertThat(codes()).containsExactly("ERROR server-silent");
    }

    private static String text(Path zip, String name) throws IOException {
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            ZipEntry entry = archive.getEntry(name);
            assertThat(entry).as(name).isNotNull();
            return new String(archive.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
