package io.yuhitsu.minutes.rules.internal;

import io.yuhitsu.api.intake.RecordingFacts;
import io.yuhitsu.api.transcript.Speaker;
import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.minutes.rules.internal.dialogue.Meeting;
import io.yuhitsu.minutes.rules.internal.text.Act;
import io.yuhitsu.minutes.rules.internal.text.Language;
import io.yuhitsu.minutes.rules.internal.text.Move;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Who took part: as far as somebody says so. */
final class Participants {
    /** Labels that a program gave, not a person. */
    private static final Pattern NUMBERED = Pattern.compile("(?i)(?:話者|speaker|spk|s)[ _-]?[0-9A-Z]{1,2}");

    private Participants() {}

    /** Names under which people of this meeting may be spoken of; also in lower case. */
    static Set<String> names(Transcript transcript, RecordingFacts facts, Language language) {
        Set<String> names = new HashSet<>();
        transcript.speakers().stream().map(Speaker::label).forEach(l -> add(names, l, language));
        facts.participants().forEach(p -> add(names, p, language));
        return names;
    }

    private static void add(Set<String> names, String label, Language language) {
        if (NUMBERED.matcher(label).matches()) {
            return;
        }
        for (String part : language.bareName(label).split("[\\s\u3000]+")) {
            if (!part.isEmpty()) {
                names.add(part);
                names.add(part.toLowerCase(Locale.ROOT));
            }
        }
    }

    static List<String> of(Transcript transcript, RecordingFacts facts, Meeting meeting) {
        if (!facts.participants().isEmpty()) {
            return facts.participants();
        }
        List<String> labels = transcript.speakers().stream()
                .map(Speaker::label)
                .filter(l -> !NUMBERED.matcher(l).matches())
                .distinct()
                .toList();
        return labels.isEmpty() ? heard(meeting) : labels;
    }

    /** Those who name themselves, and those who are asked for something by name twice, or once and nod. */
    private static List<String> heard(Meeting meeting) {
        Set<String> sure = new LinkedHashSet<>();
        Map<String, Integer> addressed = new HashMap<>();
        for (int i = 0; i < meeting.sentences().size(); i++) {
            Move move = meeting.moves().get(i);
            String self = meeting.language().introduces(meeting.sentences().get(i));
            if (self != null) {
                sure.add(self);
            }
            String name = move.assignee();
            if (name != null && move.doesAny(Act.REQUESTS, Act.ASKS)) {
                boolean nod = i + 1 < meeting.moves().size()
                        && meeting.moves().get(i + 1).does(Act.ACCEPTS);
                if (addressed.merge(name, nod ? 2 : 1, Integer::sum) >= 2) {
                    sure.add(name);
                }
            }
        }
        return List.copyOf(sure);
    }
}
