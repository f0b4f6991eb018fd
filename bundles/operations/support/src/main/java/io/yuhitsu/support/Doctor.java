package io.yuhitsu.support;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Says why a start failed or will fail, and what to do: {@code Doctor SITE-OPTIONS [--json]}. Exit status: 0 nothing is wrong, 1 a start
 * fails or the server cannot work, 3 warnings only.
 */
public final class Doctor {
    private Doctor() {}

    public static void main(String[] args) {
        Arguments arguments = Arguments.of(args);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Findings findings = examine(arguments.site(), Clock.systemUTC());
        if (arguments.words().contains("--json")) {
            out.println(json(arguments.site(), findings));
        } else {
            print(findings, arguments.locale(), out);
        }
        System.exit(findings.exit());
    }

    private interface Check {
        void look() throws IOException, InterruptedException;
    }

    static Findings examine(Site site, Clock clock) {
        Findings findings = new Findings();
        List<Check> checks = new ArrayList<>();
        boolean[] there = {false};
        run(() -> there[0] = FoldersCheck.look(site, findings), findings);
        checks.add(() -> JavaCheck.look(site, findings));
        if (there[0]) {
            checks.add(() -> DataVersionCheck.look(site, findings));
            checks.add(() -> DiskCheck.look(site, findings));
            checks.add(() -> KeysCheck.look(site, findings));
            checks.add(() -> SettingsCheck.look(site, findings));
            checks.add(() -> ClockCheck.look(site, clock, findings));
            checks.add(() -> LastRunCheck.look(site, findings));
        }
        if (there[0] && site.state() != Site.State.STOPPED) {
            checks.add(() -> ServerCheck.look(site, findings));
        } else {
            checks.add(() -> ModelsCheck.look(site, findings));
        }
        checks.forEach(check -> run(check, findings));
        return findings;
    }

    /** A check that cannot be made must not hide what the others find. */
    private static void run(Check check, Findings findings) {
        try {
            check.look();
        } catch (IOException | UncheckedIOException e) {
            findings.warn("check-impossible", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void print(Findings findings, Locale locale, PrintStream out) {
        for (Finding finding : findings.sorted()) {
            String level =
                    Findings.text(locale, "level-" + finding.level().name().toLowerCase(Locale.ROOT));
            out.println(level + "  " + finding.message().in(locale));
            finding.commands().forEach(command -> out.println("    $ " + command));
        }
        out.println(Findings.text(
                locale,
                switch (findings.exit()) {
                    case Findings.SICK -> "verdict-sick";
                    case Findings.WARNED -> "verdict-warned";
                    default -> "verdict-well";
                }));
    }

    private static String json(Site site, Findings findings) {
        List<String> entries = new ArrayList<>();
        for (Finding finding : findings.sorted()) {
            List<String> commands =
                    finding.commands().stream().map(JsonText::quoted).toList();
            entries.add("    {\"level\": " + JsonText.quoted(finding.level().name())
                    + ", \"code\": " + JsonText.quoted(finding.message().code())
                    + ", \"ja\": " + JsonText.quoted(finding.message().ja())
                    + ", \"en\": " + JsonText.quoted(finding.message().en())
                    + ", \"commands\": [" + String.join(", ", commands) + "]}");
        }
        return "{\n  \"version\": " + JsonText.quoted(site.version())
                + ",\n  \"data\": " + JsonText.quoted(site.data().toString())
                + ",\n  \"server\": " + JsonText.quoted(site.state().name().toLowerCase(Locale.ROOT))
                + ",\n  \"exit\": " + findings.exit()
                + ",\n  \"findings\": [" + (entries.isEmpty() ? "" : "\n" + String.join(",\n", entries) + "\n  ")
                + "]\n}";
    }
}
