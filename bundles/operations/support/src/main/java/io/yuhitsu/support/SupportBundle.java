package io.yuhitsu.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs what somebody needs who is to help from afar, and no content, names or secrets: {@code SupportBundle SITE-OPTIONS [-- FILE]}. What
 * goes in is chosen by what is known to be harmless, never by leaving out what looks dangerous.
 */
public final class SupportBundle {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    private static final List<String> LOGS =
            List.of("yuhitsu.log", "yuhitsu.1.log", "yuhitsu.2.log", "console.log", "derby.0.log");
    /** What a server that hangs can still say comes first, and what asks its database last. */
    private static final List<String> PARTS =
            List.of("threads", "heap", "process", "components", "bundles", "routes", "models", "jobs");

    private static final Set<String> TEXTS = Set.of("threads", "heap");

    private SupportBundle() {}

    public static void main(String[] args) throws IOException {
        Arguments arguments = Arguments.of(args);
        Clock clock = Clock.systemUTC();
        Path file = Path.of(
                arguments.words().isEmpty()
                        ? "yuhitsu-support-" + TIME.format(clock.instant().atOffset(ZoneOffset.UTC)) + ".zip"
                        : arguments.words().get(0));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            write(arguments.site(), file, clock);
            out.println(Findings.text(
                    arguments.locale(),
                    arguments.site().isRunning() ? "bundle-written" : "bundle-written-without-server",
                    file.toAbsolutePath().normalize()));
        } catch (FileAlreadyExistsException e) {
            out.println(Findings.text(arguments.locale(), "bundle-exists", file));
            System.exit(Findings.SICK);
        } catch (IOException e) {
            out.println(Findings.text(arguments.locale(), "bundle-failed", file, e.toString()));
            System.exit(Findings.SICK);
        }
    }

    /** @throws FileAlreadyExistsException it is not written over */
    static void write(Site site, Path file, Clock clock) throws IOException {
        write(site, file, clock, Server.PATIENCE);
    }

    /** @param patience how long to wait for an answer of the server; after a silence a third of it */
    static void write(Site site, Path file, Clock clock, Duration patience) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        boolean whole = false;
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            String english = Findings.text(Locale.ENGLISH, "bundle-readme");
            entry(zip, "README.txt", english + "\n\n" + Findings.text(Locale.JAPANESE, "bundle-readme") + "\n");
            entry(zip, "system.txt", SystemFacts.text(site, clock));
            entry(zip, "doctor.txt", doctor(site, clock));
            if (Files.isReadable(site.etc())) {
                entry(zip, "settings.txt", CleanSettings.text(site));
            }
            logs(site, zip);
            if (site.isRunning()) {
                server(site, patience, zip);
            }
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The codes alone: the sentences name files and settings. */
    private static String doctor(Site site, Clock clock) {
        StringBuilder out = new StringBuilder();
        for (Finding finding : Doctor.examine(site, clock).sorted()) {
            out.append(finding.level())
                    .append(' ')
                    .append(finding.message().code())
                    .append('\n');
        }
        return out.toString();
    }

    private static void logs(Site site, ZipOutputStream zip) throws IOException {
        CleanLog clean = new CleanLog(ProgramWords.of(site.home()));
        for (String name : LOGS) {
            Path log = site.data().resolve("log").resolve(name);
            if (!Files.isReadable(log)) {
                continue;
            }
            zip.putNextEntry(new ZipEntry("log/" + name));
            PrintWriter writer = new PrintWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                    Files.newInputStream(log),
                    StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)))) {
                clean.copy(reader, writer);
            }
            writer.flush();
            zip.closeEntry();
        }
    }

    private static void server(Site site, Duration patience, ZipOutputStream zip) throws IOException {
        boolean silent = false;
        for (String part : PARTS) {
            Server.Answer answer = Server.ask(site, silent ? patience.dividedBy(3) : patience, "support-facts", part);
            silent |= answer.isSilence();
            entry(
                    zip,
                    "server/" + part + (TEXTS.contains(part) ? ".txt" : ".json"),
                    answer.exit() == 0 ? answer.text() : "no answer: " + answer.exit() + "\n");
        }
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
