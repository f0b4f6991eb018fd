package io.yuhitsu.contracts;

import static io.yuhitsu.contracts.SampleTalk.at;
import static io.yuhitsu.contracts.SampleTalk.utterance;

import io.yuhitsu.api.minutes.ActionItem;
import io.yuhitsu.api.minutes.Coverage;
import io.yuhitsu.api.minutes.DateSource;
import io.yuhitsu.api.minutes.Decision;
import io.yuhitsu.api.minutes.Evidence;
import io.yuhitsu.api.minutes.Minutes;
import io.yuhitsu.api.minutes.NextMeeting;
import io.yuhitsu.api.minutes.Point;
import io.yuhitsu.api.minutes.Topic;
import io.yuhitsu.api.spi.MinutesRenderer.Source;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.transcript.Engine;
import io.yuhitsu.api.transcript.Speaker;
import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.api.transcript.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Minutes that no meeting should have, and that renderers and stores have to bear. */
public final class OddMinutes {
    private OddMinutes() {}

    /** Every field that comes from outside holds that text, behind a mark that tells which field it is. */
    public static Source hostile(String text) {
        List<Utterance> talk = List.of(utterance(1, "s<1>", 1000, 9000, "U " + text));
        List<Evidence> evidence = List.of(new Evidence(talk.get(0).id(), 1000, 9000), new Evidence("no\"such", -5, 2));
        return new Source(
                new Minutes(
                        SampleMinutes.JOB,
                        1,
                        "T " + text,
                        Locale.JAPANESE,
                        SampleMinutes.DATE,
                        DateSource.SIDE_FILE,
                        List.of("P " + text, "Q " + text),
                        List.of(new Point("S " + text, evidence)),
                        List.of(new Topic("O " + text, evidence, List.of(new Point("I " + text, evidence)))),
                        List.of(new Point("V " + text, evidence)),
                        new NextMeeting(null, "N " + text, evidence),
                        new Coverage(-1, Long.MAX_VALUE / 2),
                        List.of(new Decision("d<1>", "D " + text, evidence, 2, true)),
                        List.of(new ActionItem("a", "A " + text, "W " + text, null, "X " + text, evidence, -1, true)),
                        List.of(new Message("n", "M " + text, "M " + text))),
                new Transcript(
                        SampleMinutes.JOB,
                        Locale.JAPANESE,
                        -1,
                        new Engine("E " + text, "F " + text),
                        List.of(new Speaker("s<1>", "L " + text)),
                        talk,
                        List.of()),
                SampleMinutes.settings("ja", "C " + text, "G " + text));
    }

    /** Marks of {@link #hostile} that every document for people has to show. */
    public static List<String> hostileMarks() {
        return List.of("T", "P", "Q", "S", "O", "I", "V", "N", "D", "A", "W", "X", "M", "U", "C", "G");
    }

    /** A meeting of three hours: that many utterances of about one second with words. */
    public static Source threeHours(int utterances) {
        List<Utterance> talk = IntStream.range(0, utterances)
                .mapToObj(i -> utterance(
                        i + 1,
                        "s" + (i % 5 + 1),
                        i * 1080L,
                        i * 1080L + 1000,
                        "これは" + (i + 1) + "番目の発言で、予算と日程について話しています。"))
                .toList();
        List<Decision> decisions = new ArrayList<>();
        List<ActionItem> actions = new ArrayList<>();
        for (int i = 0; i < Math.min(60, utterances); i++) {
            List<Evidence> evidence = at(talk, i * (utterances / 60), i * (utterances / 60) + 1);
            decisions.add(new Decision("d" + i, "第" + i + "号の件を承認する", evidence, 0.8, i % 7 == 0));
            actions.add(new ActionItem(
                    "a" + i,
                    "第" + i + "号の資料を直して配る",
                    "田中",
                    SampleMinutes.DATE.plusDays(i),
                    "来週",
                    evidence,
                    0.8,
                    i % 5 == 0));
        }
        Source base = SampleMinutes.japanese();
        Minutes m = base.minutes();
        return new Source(
                new Minutes(
                        SampleMinutes.JOB,
                        1,
                        m.title(),
                        m.language(),
                        m.date(),
                        m.dateSource(),
                        m.participants(),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        new Coverage(10_800_000, 10_000_000),
                        decisions,
                        actions,
                        List.of()),
                new Transcript(
                        SampleMinutes.JOB,
                        m.language(),
                        10_800_000,
                        new Engine("vosk", "demo-ja"),
                        IntStream.rangeClosed(1, 5)
                                .mapToObj(i -> new Speaker("s" + i, "話者" + i))
                                .toList(),
                        talk,
                        List.of()),
                base.settings());
    }
}
