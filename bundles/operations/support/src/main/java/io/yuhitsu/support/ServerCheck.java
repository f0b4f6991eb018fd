package io.yuhitsu.support;

import io.yuhitsu.api.text.Message;
import java.io.IOException;
import java.util.List;

/** Asks the running server what it knows to be wrong. */
final class ServerCheck {
    private static final String FIELD = "\t";
    private static final int FIELDS = 4;

    private ServerCheck() {}

    static void look(Site site, Findings findings) throws IOException {
        if (site.state() == Site.State.STARTING) {
            findings.note("server-starting");
            return;
        }
        Server.Answer answer = Server.ask(site, "findings");
        if (answer.exit() != 0) {
            findings.error("server-silent", String.valueOf(answer.exit()));
            findings.command(site.command("stop") + " && " + site.command("start"));
            return;
        }
        for (String line : answer.text().lines().toList()) {
            String[] fields = line.split(FIELD, -1);
            if (fields.length == FIELDS) {
                findings.add(Level.valueOf(fields[0]), new Message(fields[1], fields[2], fields[3]), List.of());
            }
        }
    }
}
