package io.yuhitsu.itests.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.yuhitsu.itests.check.DataCheck;
import io.yuhitsu.itests.check.Expected;
import io.yuhitsu.itests.check.Violation;
import io.yuhitsu.itests.driver.Installation;
import io.yuhitsu.itests.driver.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A data folder, its server, and all that was handed in. */
final class Site {
    /** Left-overs of a crash are removed after a day; the harness makes them look older. */
    private static final Duration LIMIT = Duration.ofHours(25);

    private static final String CORE = "io.yuhitsu.core.cfg";
    private static final String ROUTES = "io.yuhitsu.routes.cfg";
    /** Short waits; nothing of this changes what is done. */
    private static final Map<String, String> SETTINGS = Map.of(
            CORE,
            "leaseSeconds=10\nbackoffFirstSeconds=1\nsweepSeconds=1\nfreePercent=0\nfreeMegabytes=0\norphanSweepMinutes=1\n",
            ROUTES,
            "inbox.settle=300ms\n",
            "io.yuhitsu.speech.vosk.cfg",
            "recognisers=2\n");

    private final Installation installation;
    private final Tally tally;
    private final Server server;
    private final Path console;
    private final Recordings recordings;
    private final List<Expected> handedIn = new ArrayList<>();
    private final Set<Violation> told = new HashSet<>();
    /** State that a scenario may bring a recording's job to, by the content. */
    private final Map<String, String> doomed = new HashMap<>();

    private final Set<String> unwanted = new HashSet<>();
    private int wiped;
    private final Path data;
    private DataCheck check;

    Site(Installation installation, Path work, Path samples, Tally tally) throws IOException {
        this.installation = installation;
        this.tally = tally;
        Files.createDirectories(work);
        data = work.resolve("data");
        console = work.resolve("console.log");
        recordings = new Recordings(work.resolve("recordings"), samples);
        server = installation.server(data);
        check = new DataCheck(data);
        configure(Map.of());
    }

    Tally tally() {
        return tally;
    }

    Installation installation() {
        return installation;
    }

    Server server() {
        return server;
    }

    Path console() {
        return console;
    }

    Path path(String relative) {
        return data.resolve(relative);
    }

    Recordings recordings() {
        return recordings;
    }

    /** Writes the harness's settings. @param more lines that are added, by file */
    void configure(Map<String, String> more) throws IOException {
        Map<String, String> all = new HashMap<>(SETTINGS);
        more.forEach((file, lines) -> all.merge(file, lines, String::concat));
        server.configure(all);
    }

    void routes(String lines) throws IOException {
        configure(Map.of(ROUTES, lines));
    }

    /** Lets a route file stand in for the shipped one. */
    void route(String name, String text) throws IOException {
        Path folder = Files.createDirectories(data.resolve("routes"));
        Path aside = Files.writeString(folder.resolve("." + name + ".part"), text);
        Files.setPosixFilePermissions(aside, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        Files.move(aside, folder.resolve(name + ".camel.yaml"), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    /** Has the shipped file back. */
    void shippedRoute(String name) throws IOException {
        Files.deleteIfExists(data.resolve("routes").resolve(name + ".camel.yaml"));
    }

    /** Puts a recording into the inbox of a profile. */
    Expected hand(Path file, String profile, String name, Expected.Fate fate) throws IOException {
        Expected expected = new Expected(profile, name, sha256(file), fate);
        handedIn.add(expected);
        server.put(file, profile, name);
        return expected;
    }

    /** Puts a new recording into the inbox. */
    Expected hand() throws IOException {
        Path clip = recordings.next();
        return hand(clip, "default", clip.getFileName().toString(), Expected.Fate.MINUTES);
    }

    /** Says that a job ends DEAD or CANCELLED on purpose and may be tried again by hand. @return the recording */
    Expected doom(Expected recording, String state) {
        doomed.put(recording.sha256(), state);
        return recording;
    }

    /** All work has ended: whatever dies from now on does so for another reason. */
    void pardon() {
        doomed.clear();
    }

    boolean isDoomed(JsonNode job) {
        return job.path("state").asText().equals(doomed.get(content(job)));
    }

    /** A job may be dead only when it is the poison's. Each is told once. */
    void tellIfUnwanted(JsonNode job) {
        String state = job.path("state").asText();
        String code = job.path("error").path("code").asText("no reason");
        boolean poison = handedIn.stream()
                .anyMatch(each -> each.fate() == Expected.Fate.POISON
                        && each.sha256().equals(content(job))
                        && state.equals("DEAD")
                        && code.equals(Poison.REASON));
        if (!poison && unwanted.add(job.path("id").asText())) {
            tally.fail("only-the-poison-dies: job " + job.path("id").asText() + " is " + state + " (" + code + ")");
        }
    }

    private static String content(JsonNode job) {
        return job.path("recording").path("sha256").asText();
    }

    /** Another one after each {@link #wipe}. */
    String name() {
        return data + " " + wiped;
    }

    List<Expected> handedIn() {
        return List.copyOf(handedIn);
    }

    /** Begins anew, with nothing in the data folder. */
    void wipe() throws IOException {
        delete(data);
        handedIn.clear();
        doomed.clear();
        wiped++;
        check = new DataCheck(data);
        configure(Map.of());
    }

    /** Everything goes; it is not used any more. */
    void remove() throws IOException {
        delete(data);
        delete(recordings.folder());
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** What is newly broken in a folder whose server was killed just now. */
    List<Violation> checkAtAnyTime() throws IOException {
        return news(check.atAnyTime(handedIn));
    }

    /** What is newly broken in a folder whose server had ended its work. */
    List<Violation> checkSettled() throws IOException {
        return news(check.settled(handedIn, LIMIT));
    }

    private List<Violation> news(List<Violation> found) {
        return found.stream().filter(told::add).toList();
    }

    /** Everything that crashes may have left looks two days old from now on. */
    void age() throws IOException {
        java.nio.file.attribute.FileTime old =
                java.nio.file.attribute.FileTime.from(java.time.Instant.now().minus(Duration.ofDays(2)));
        for (String folder : List.of("blobs", "accepted", "rejected", "outbox", "inbox", "keys", "models")) {
            if (!Files.isDirectory(data.resolve(folder))) {
                continue;
            }
            try (Stream<Path> files = Files.walk(data.resolve(folder))) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.setLastModifiedTime(file, old);
                }
            }
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
