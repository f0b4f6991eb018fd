package io.yuhitsu.minutes.documents.internal;

import io.yuhitsu.api.minutes.ActionItem;
import io.yuhitsu.api.minutes.Decision;
import io.yuhitsu.api.minutes.Evidence;
import io.yuhitsu.api.minutes.Minutes;
import io.yuhitsu.api.minutes.NextMeeting;
import io.yuhitsu.api.minutes.Point;
import io.yuhitsu.api.minutes.Topic;
import io.yuhitsu.api.spi.MinutesRenderer;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.transcript.Engine;
import io.yuhitsu.api.transcript.Speaker;
import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.api.transcript.Utterance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts minutes into words. */
final class PaperMaker {
    private final Minutes minutes;
    private final Transcript transcript;
    private final MinutesRenderer.Source source;
    private final Wording t;
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, String> speakers;
    private final Set<Integer> quoted = new TreeSet<>();

    private PaperMaker(MinutesRenderer.Source source) {
        this.source = source;
        this.minutes = source.minutes();
        this.transcript = source.transcript();
        this.t = new Wording(minutes.language());
        for (int i = 0; i < transcript.utterances().size(); i++) {
            places.putIfAbsent(transcript.utterances().get(i).id(), i);
        }
        this.speakers = names(transcript);
    }

    static Paper make(MinutesRenderer.Source source) {
        return new PaperMaker(source).paper();
    }

    /** Labels of speakers by their ids. */
    static Map<String, String> names(Transcript transcript) {
        return transcript.speakers().stream()
                .collect(Collectors.toMap(Speaker::id, s -> Clean.line(s.label()), (first, second) -> first));
    }

    private Paper paper() {
        List<Paper.Item> summary = points(minutes.summary(), false);
        List<Paper.Item> decisions =
                minutes.decisions().stream().map(this::decision).toList();
        List<Paper.Task> actions = minutes.actions().stream().map(this::task).toList();
        List<Paper.Section> topics =
                minutes.topics().stream().map(this::section).toList();
        List<Paper.Item> questions = points(minutes.openQuestions(), true);
        Paper.Item next = minutes.nextMeeting() == null ? null : next(minutes.nextMeeting());
        boolean review = Stream.concat(
                        decisions.stream().map(Paper.Item::review),
                        actions.stream().map(Paper.Task::review))
                .anyMatch(Boolean::booleanValue);
        List<Paper.Quote> spoken = new ArrayList<>(transcript.utterances().size());
        for (int i = 0; i < transcript.utterances().size(); i++) {
            spoken.add(quote(i));
        }
        return new Paper(
                minutes.language().toLanguageTag(),
                t,
                Clean.line(minutes.title()).isBlank() ? t.of("minutes") : Clean.line(minutes.title()),
                Clean.line(source.settings().company()),
                Clean.line(source.settings().department()),
                facts(),
                notices(source),
                spoken.isEmpty()
                        && Stream.of(summary, decisions, actions, topics, questions)
                                .allMatch(List::isEmpty),
                summary,
                decisions,
                actions,
                topics,
                questions,
                next,
                quoted.stream().map(spoken::get).toList(),
                spoken,
                spoken.stream().anyMatch(q -> !q.speaker().isEmpty()),
                review,
                colophon());
    }

    private List<Paper.Fact> facts() {
        List<Paper.Fact> facts = new ArrayList<>();
        facts.add(new Paper.Fact(t.of("date"), t.date(minutes.date()), t.source(minutes.dateSource())));
        if (!minutes.participants().isEmpty()) {
            String names =
                    minutes.participants().stream().map(Clean::line).collect(Collectors.joining(t.of("separator")));
            facts.add(new Paper.Fact(t.of("participants"), names, ""));
        }
        facts.add(new Paper.Fact(
                t.of("recording"),
                t.of(
                        "speech",
                        t.duration(minutes.coverage().durationMs()),
                        t.duration(minutes.coverage().speechMs())),
                ""));
        return facts;
    }

    /** What a reader should know before anything else, each once. */
    static List<String> notices(MinutesRenderer.Source source) {
        Set<String> notices = new LinkedHashSet<>();
        Stream.concat(source.minutes().notices().stream(), source.transcript().notices().stream())
                .map((Message notice) -> Clean.line(notice.in(source.minutes().language())))
                .forEach(notices::add);
        return List.copyOf(notices);
    }

    private List<Paper.Item> points(List<Point> points, boolean quote) {
        return points.stream()
                .map(p -> new Paper.Item(Clean.line(p.text()), false, marks(p.evidence(), quote)))
                .toList();
    }

    private Paper.Item decision(Decision decision) {
        return new Paper.Item(Clean.line(decision.text()), decision.needsReview(), marks(decision.evidence(), true));
    }

    private Paper.Task task(ActionItem action) {
        String spoken = Clean.line(action.dueText());
        boolean dated = action.due() != null;
        return new Paper.Task(
                Clean.line(action.text()),
                Clean.line(action.owner()),
                dated ? t.date(action.due()) : spoken,
                dated && !spoken.isEmpty() ? t.of("spoken", spoken) : "",
                action.needsReview(),
                marks(action.evidence(), true));
    }

    private Paper.Section section(Topic topic) {
        // A topic is a stretch of the meeting: where it begins is what a reader wants to jump to.
        List<Evidence> begin = topic.evidence().stream().limit(1).toList();
        return new Paper.Section(Clean.line(topic.title()), marks(begin, false), points(topic.summary(), false));
    }

    private Paper.Item next(NextMeeting next) {
        String spoken = Clean.line(next.text());
        String text = next.date() == null ? spoken : (t.date(next.date()) + "  " + spoken).strip();
        return new Paper.Item(text, false, marks(next.evidence(), true));
    }

    private List<Paper.Mark> marks(List<Evidence> evidence, boolean quote) {
        List<Paper.Mark> marks = new ArrayList<>(evidence.size());
        for (Evidence e : evidence) {
            Integer place = places.get(e.utterance());
            if (place != null && quote) {
                quoted.add(place);
            }
            marks.add(new Paper.Mark(
                    Wording.clock(e.startMs()), place == null ? "" : anchor(place), place != null && quote));
        }
        return marks;
    }

    private Paper.Quote quote(int place) {
        Utterance u = transcript.utterances().get(place);
        String speaker = u.speaker() == null ? "" : speakers.getOrDefault(u.speaker(), "");
        return new Paper.Quote(anchor(place), Wording.clock(u.startMs()), speaker, Clean.line(u.text()));
    }

    /** Counted, not taken from the utterance's id: whatever that holds would end up in markup. */
    private static String anchor(int place) {
        return "u" + (place + 1);
    }

    private String colophon() {
        Engine engine = transcript.engine();
        String made = engine == null
                ? t.of("engine-unknown")
                : t.of("made-with", Clean.line(engine.name()), Clean.line(engine.model()));
        return minutes.job().value() + "  " + t.of("version", String.valueOf(minutes.version())) + "  " + made;
    }
}
