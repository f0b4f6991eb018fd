package io.yuhitsu.minutes.rules.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.yuhitsu.api.minutes.ActionItem;
import io.yuhitsu.api.minutes.Decision;
import io.yuhitsu.api.minutes.Evidence;
import io.yuhitsu.api.minutes.Minutes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Compares minutes with the annotation of a meeting: an item is found when its evidence overlaps one of the annotated turns by 0.3 s and is narrow
 * (6 turns, a fifth of the meeting); each annotated item is found once. All counts add up over meetings.
 */
final class ItemScore {
    int foundDecisions;
    int saidDecisions;
    int goldDecisions;
    int foundActions;
    int saidActions;
    int goldActions;
    int owners;
    int dues;
    int goldDues;
    final List<String> complaints = new ArrayList<>();

    void add(SampleMeeting meeting, Minutes minutes) {
        JsonNode gold = meeting.gold().path("decisions");
        List<Decision> decisions = minutes.decisions();
        int[] match = match(
                meeting,
                gold,
                decisions.stream().map(Decision::evidence).toList(),
                decisions.stream().map(Decision::text).toList());
        saidDecisions += decisions.size();
        goldDecisions += gold.size();
        foundDecisions += count(match);
        complain("decision", match, gold, decisions.stream().map(Decision::text).toList());

        JsonNode tasks = meeting.gold().path("action_items");
        List<ActionItem> actions = minutes.actions();
        int[] matched = match(
                meeting,
                tasks,
                actions.stream().map(ActionItem::evidence).toList(),
                actions.stream().map(ActionItem::text).toList());
        saidActions += actions.size();
        goldActions += tasks.size();
        foundActions += count(matched);
        complain(
                "action", matched, tasks, actions.stream().map(ActionItem::text).toList());
        for (int i = 0; i < matched.length; i++) {
            if (matched[i] >= 0) {
                compare(actions.get(i), tasks.get(matched[i]));
            }
        }
    }

    private void compare(ActionItem action, JsonNode gold) {
        String owner = gold.path("owner").isNull() ? null : gold.path("owner").asText();
        boolean same = sameOwner(action.owner(), owner);
        owners += same ? 1 : 0;
        if (!same) {
            complaints.add("owner " + action.owner() + ", not " + owner + ": "
                    + gold.path("text").asText());
        }
        if (!gold.path("due_date").isNull()) {
            goldDues++;
            boolean right = action.due() != null
                    && action.due().toString().equals(gold.path("due_date").asText());
            dues += right ? 1 : 0;
            if (!right) {
                complaints.add("due " + action.due() + " (" + action.dueText() + "), not "
                        + gold.path("due_date").asText() + ": "
                        + gold.path("text").asText());
            }
        }
    }

    double f1() {
        return ratio(2 * (foundDecisions + foundActions), saidDecisions + goldDecisions + saidActions + goldActions);
    }

    String row(String name) {
        return String.format(
                Locale.ROOT,
                "%-34s decisions %3d of %3d, said %3d, F1 %.3f | actions %3d of %3d, said %3d, F1 %.3f | both F1 %.3f | owner %d/%d due %d/%d",
                name,
                foundDecisions,
                goldDecisions,
                saidDecisions,
                ratio(2 * foundDecisions, saidDecisions + goldDecisions),
                foundActions,
                goldActions,
                saidActions,
                ratio(2 * foundActions, saidActions + goldActions),
                f1(),
                owners,
                foundActions,
                dues,
                goldDues);
    }

    private static double ratio(int part, int whole) {
        return whole == 0 ? 1 : (double) part / whole;
    }

    private static int count(int[] match) {
        return (int) Arrays.stream(match).filter(m -> m >= 0).count();
    }

    private void complain(String kind, int[] match, JsonNode gold, List<String> texts) {
        for (int i = 0; i < match.length; i++) {
            if (match[i] < 0) {
                complaints.add("false " + kind + ": " + texts.get(i));
            }
        }
        for (int g = 0; g < gold.size(); g++) {
            int wanted = g;
            if (Arrays.stream(match).noneMatch(m -> m == wanted)) {
                complaints.add("missed " + kind + ": "
                        + gold.get(g).path("text").asText() + " " + gold.get(g).path("turns"));
            }
        }
    }

    /** For each said item the annotated item that it is matched with, or -1: most pairs first, then the most similar texts. */
    private static int[] match(SampleMeeting meeting, JsonNode gold, List<List<Evidence>> said, List<String> texts) {
        double[][] weight = new double[said.size()][gold.size()];
        for (int i = 0; i < said.size(); i++) {
            List<long[]> spans = spans(said.get(i));
            for (int g = 0; g < gold.size() && !tooWide(meeting, spans); g++) {
                for (JsonNode turn : gold.get(g).path("turns")) {
                    if (covers(spans, meeting.turns().get(turn.asInt()))) {
                        weight[i][g] = 1000
                                + alike(texts.get(i), gold.get(g).path("text").asText());
                    }
                }
            }
        }
        int[] match = new int[said.size()];
        Arrays.fill(match, -1);
        while (improve(weight, match, gold.size())) {
            // each round lengthens or betters the matching
        }
        return match;
    }

    /** One augmentation along the best path (Bellman-Ford on the residual graph); false when none helps. */
    private static boolean improve(double[][] weight, int[] match, int columns) {
        int rows = weight.length;
        double[] gain = new double[columns];
        int[] via = new int[columns];
        Arrays.fill(gain, Double.NEGATIVE_INFINITY);
        int[] rowOf = new int[columns];
        Arrays.fill(rowOf, -1);
        for (int i = 0; i < rows; i++) {
            if (match[i] >= 0) {
                rowOf[match[i]] = i;
            }
        }
        for (int i = 0; i < rows; i++) {
            for (int g = 0; g < columns; g++) {
                if (match[i] < 0 && weight[i][g] > 0 && weight[i][g] > gain[g]) {
                    gain[g] = weight[i][g];
                    via[g] = i;
                }
            }
        }
        for (int round = 0; round < columns; round++) {
            for (int g = 0; g < columns; g++) {
                int i = rowOf[g];
                if (i < 0 || gain[g] == Double.NEGATIVE_INFINITY) {
                    continue;
                }
                for (int h = 0; h < columns; h++) {
                    double better = gain[g] - weight[i][g] + weight[i][h];
                    if (h != g && weight[i][h] > 0 && better > gain[h] + 1e-9) {
                        gain[h] = better;
                        via[h] = i;
                    }
                }
            }
        }
        int end = -1;
        for (int g = 0; g < columns; g++) {
            if (rowOf[g] < 0 && gain[g] > 1e-9 && (end < 0 || gain[g] > gain[end])) {
                end = g;
            }
        }
        if (end < 0) {
            return false;
        }
        for (int g = end; ; ) {
            int i = via[g];
            int before = match[i];
            match[i] = g;
            if (before < 0) {
                return true;
            }
            g = before;
        }
    }

    private static List<long[]> spans(List<Evidence> evidence) {
        List<long[]> spans = new ArrayList<>();
        evidence.stream()
                .sorted(java.util.Comparator.comparingLong(Evidence::startMs))
                .forEach(e -> {
                    long[] last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
                    if (last != null && e.startMs() <= last[1]) {
                        last[1] = Math.max(last[1], e.endMs());
                    } else {
                        spans.add(new long[] {e.startMs(), e.endMs()});
                    }
                });
        return spans;
    }

    private static boolean covers(List<long[]> spans, SampleMeeting.Turn turn) {
        long both = 0;
        for (long[] span : spans) {
            both += Math.max(0, Math.min(span[1], turn.endMs()) - Math.max(span[0], turn.startMs()));
        }
        return both > 0 && both >= Math.min(300, turn.endMs() - turn.startMs());
    }

    private static boolean tooWide(SampleMeeting meeting, List<long[]> spans) {
        List<SampleMeeting.Turn> turns = meeting.turns();
        long whole = turns.stream().mapToLong(SampleMeeting.Turn::endMs).max().orElse(0)
                - turns.stream().mapToLong(SampleMeeting.Turn::startMs).min().orElse(0);
        long length = spans.stream().mapToLong(s -> s[1] - s[0]).sum();
        return turns.stream().filter(t -> covers(spans, t)).count() > 6 || length > 0.2 * whole;
    }

    private static double alike(String a, String b) {
        Set<String> one = pairs(a);
        Set<String> two = pairs(b);
        if (one.isEmpty() || two.isEmpty()) {
            return 0;
        }
        long common = one.stream().filter(two::contains).count();
        return 2.0 * common / (one.size() + two.size());
    }

    private static Set<String> pairs(String text) {
        int[] plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("\\s+", "")
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .toArray();
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 1 < plain.length; i++) {
            pairs.add(new String(plain, i, 2));
        }
        return pairs;
    }

    static boolean sameOwner(String a, String b) {
        String one = bare(a);
        String two = bare(b);
        if (one == null || two == null) {
            return one == null && two == null;
        }
        return one.equals(two) || Math.min(one.length(), two.length()) >= 2 && (one.contains(two) || two.contains(one));
    }

    private static String bare(String name) {
        if (name == null) {
            return null;
        }
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKC)
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^(?:mr|mrs|ms|miss|mister|dr|prof)(?:\\.\\s*|\\s+)(?=\\S)", "")
                .replaceAll("\\s+", "");
        String title = "(?<=.)(?:さん|様|さま|氏|くん|君|ちゃん|殿|先生|部長|課長|係長|主任|社長|専務|常務|店長|所長|師長|教授|リーダー|マネージャー)$";
        while (!plain.equals(plain.replaceFirst(title, ""))) {
            plain = plain.replaceFirst(title, "");
        }
        return plain.isEmpty() ? null : plain;
    }
}
