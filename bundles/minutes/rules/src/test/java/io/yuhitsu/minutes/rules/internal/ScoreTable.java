package io.yuhitsu.minutes.rules.internal;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.minutes.Minutes;
import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.json.MinutesJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Scores the rules on the samples: by language, by form (typed with speakers, heard by a recogniser), by half. */
final class ScoreTable {
    final Map<String, ItemScore> rows = new TreeMap<>();

    static ScoreTable of(Predicate<SampleMeeting> which) {
        ScoreTable table = new ScoreTable();
        for (SampleMeeting meeting : SampleMeeting.all()) {
            if (which.test(meeting)) {
                Transcript heard = new RulesFormatter().format(meeting.heard());
                table.add(meeting, "heard", heard);
                if (meeting.typed() != null) {
                    table.add(meeting, "typed", meeting.typed());
                }
            }
        }
        return table;
    }

    private void add(SampleMeeting meeting, String form, Transcript transcript) {
        Minutes minutes = minutes(meeting, transcript);
        String set = meeting.typed() == null ? "recorded" : meeting.heldOut() ? "held-out" : "developed-on";
        row(set + " " + form + " " + meeting.language()).add(meeting, minutes);
        row("all " + form).add(meeting, minutes);
    }

    static Minutes minutes(SampleMeeting meeting, Transcript transcript) {
        return new RulesSummarizer().summarize(transcript, meeting.facts(), 1, CancelToken.none());
    }

    ItemScore row(String name) {
        return rows.computeIfAbsent(name, n -> new ItemScore());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        rows.forEach((name, score) -> text.append(score.row(name)).append('\n'));
        return text.toString();
    }

    /** Prints the table, and with a folder and a pattern each meeting with its complaints; writes the minutes there. */
    public static void main(String[] args) throws IOException {
        if (args.length == 2) {
            Path folder = Files.createDirectories(Path.of(args[0]));
            for (SampleMeeting meeting : SampleMeeting.all()) {
                if (meeting.name().matches(args[1])) {
                    print(meeting, "heard", new RulesFormatter().format(meeting.heard()), folder);
                    if (meeting.typed() != null) {
                        print(meeting, "typed", meeting.typed(), folder);
                    }
                }
            }
        } else {
            System.out.print(of(m -> true));
        }
    }

    private static void print(SampleMeeting meeting, String form, Transcript transcript, Path folder)
            throws IOException {
        Minutes minutes = minutes(meeting, transcript);
        ItemScore score = new ItemScore();
        score.add(meeting, minutes);
        System.out.println(score.row(meeting.name() + " " + form));
        score.complaints.forEach(c -> System.out.println("    " + c));
        try (OutputStream out = Files.newOutputStream(folder.resolve(meeting.name() + "." + form + ".json"))) {
            MinutesJson.write(minutes, out);
        }
    }
}
