package io.yuhitsu.support;

import io.yuhitsu.api.text.Message;
import java.io.IOException;
import java.util.List;

/** Asks the running server what it knows to be wrong. */
final class ServerCheck {
    private static final String FIELD = "\t";
    private static final int FIELDS = 4;
    /** Why the server takes nothing in, when the disk is it. */
    private static final String DISK = "disk-nearly-full";

    private ServerCheck() {}

    static void look(Site site, Findings findings) throws IOException {
        if (site.state() == Site.State.STARTING) {
            findings.note("server-starting");
            return;
        }
        look(site, Server.ask(site, Server.PATIENCE, "findings"), findings);
    }

    static void look(Site site, Server.Answer answer, Findings findings) {
        if (answer.isNone()) {
            findings.error("server-silent", String.valueOf(answer.exit()));
            findings.command(site.command("stop") + " && " + site.command("start"));
            return;
        }
        if (answer.exit() != 0) {
            // It is alive; to end it would help nobody.
            findings.error("server-refused", answer.wrong().strip());
            findings.command(site.command("logs"));
        }
        for (String line : answer.text().lines().toList()) {
            String[] fields = line.split(FIELD, -1);
            if (fields.length == FIELDS && !(DISK.equals(fields[1]) && findings.holds("disk-low", "disk-full"))) {
                findings.add(Level.valueOf(fields[0]), new Message(fields[1], fields[2], fields[3]), List.of());
            }
        }
    }
}
