package io.yuhitsu.minutes.rules.internal.ja;

import io.yuhitsu.api.transcript.Word;
import io.yuhitsu.minutes.rules.internal.text.Act;
import io.yuhitsu.minutes.rules.internal.text.DateMention;
import io.yuhitsu.minutes.rules.internal.text.Language;
import io.yuhitsu.minutes.rules.internal.text.Move;
import io.yuhitsu.minutes.rules.internal.text.Sentence;
import io.yuhitsu.minutes.rules.internal.text.Token;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The Japanese rules. */
public final class Japanese implements Language {
    private static final Pattern STARTS = Pattern.compile(
            "はい|ええ|うん|いえ|いや|では|じゃあ|それでは|それから|えー|えーと|あの|あー|ああ|次|最後|承知|了解|分かり|わかり|ほな|そう|なるほど|ありがとう|お願い|いいえ|あと|まず|でも|ただ|じゃ|いい");
    /** A speaker who pauses here goes on. */
    private static final Pattern GOES_ON =
            Pattern.compile(".*(?:[はがをにのてでともや、へ]|けど|ので|から|たら|れば|まで|まして|という|って|では|じゃあ|えー|えーと)", Pattern.DOTALL);

    private static final Pattern ENDED = Pattern.compile(
            ".*(?:です|ます|ました|ません|でした|ください|でしょう|ましょう|か|ね|よ|わ|はい|かな|よね|お願いします|だ|った|ない|たい|です ね)", Pattern.DOTALL);

    private static final Pattern INTRODUCES =
            Pattern.compile("(?:^|[、の])([一-龠々ぁ-んァ-ヶー]{1,6})(?:です|と申します|でございます)[。、]?$");
    private static final Pattern PURPOSE =
            Pattern.compile("(?:^|、|は)([一-龠々ァ-ヶーA-Za-z0-9の]{2,20})について(?:、)?(?:話し合|議論|打ち合わせ|検討(?:し|を)|相談(?:し|を)|振り返り)");
    private static final Pattern SUBJECT = Pattern.compile("^([^、。]{2,18}?)(?:は|って|の件|なんですけど|なんですが|ですが|ですけど|、)");
    private static final Pattern MEETING = Pattern.compile(
            "([一-龠々ァ-ヶーA-Za-z0-9の]{0,14}(?:会議|委員会|定例会|定例|打ち合わせ|ミーティング|理事会|総会|朝会|役員会|検討会|報告会))(?:を|の)?(?:始め|開催|行い|開き|開会|はじめ)");

    private final Kuromoji kuromoji = new Kuromoji();
    private final JapaneseNotes notes = new JapaneseNotes(kuromoji);

    @Override
    public Locale locale() {
        return Locale.JAPANESE;
    }

    @Override
    public List<Token> tokenize(String text) {
        return kuromoji.tokenize(text);
    }

    @Override
    public String verbatim(List<Word> words) {
        return JapaneseReading.verbatim(words);
    }

    @Override
    public String readable(List<Word> words) {
        return JapaneseReading.readable(words, this::tokenize);
    }

    @Override
    public long longPauseMs() {
        return 700;
    }

    @Override
    public boolean mayEnd(List<Word> before, Word next, long pauseMs) {
        String said = verbatim(before);
        return STARTS.matcher(next.text()).matches()
                || pauseMs >= 450 && !GOES_ON.matcher(said).matches()
                || ENDED.matcher(said).matches() && !next.text().matches("が|けど|ので|から|し|と|って|ね|よ|か|けれど|けれども");
    }

    @Override
    public String normalise(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("(?<=[0-9]),(?=[0-9]{3})", "")
                .replaceAll("\\.{2,}", "…")
                .replace('?', '？')
                .replace('!', '！');
        return JapaneseNumbers.readable(plain, tokenize(plain)).replaceAll("(?<=[0-9]),(?=[0-9]{3})", "");
    }

    @Override
    public List<Integer> sentenceEnds(String text) {
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            boolean mark = "。？！\n".indexOf(text.charAt(i)) >= 0;
            boolean more = i + 1 < text.length() && "。？！」』)\n".indexOf(text.charAt(i + 1)) >= 0;
            if (mark && !more || i + 1 == text.length()) {
                ends.add(i + 1);
            }
        }
        return ends;
    }

    @Override
    public Move move(Sentence sentence, LocalDate meeting, Set<String> names) {
        String text = sentence.text();
        DateMention time = JapaneseDates.find(text, meeting).orElse(null);
        List<JapaneseNames.Person> people = JapaneseNames.people(text, sentence.tokens(), names);
        String assignee = JapaneseNames.assignee(text, people);
        boolean dated = time != null && time.due();
        String unit = JapaneseNames.unit(text, false);
        Set<Act> acts = JapaneseMoves.of(text, sentence.tokens(), dated, assignee != null || unit != null);
        if (assignee == null && acts.contains(Act.COMMITS)) {
            assignee = unit;
        } else if (assignee == null && acts.contains(Act.REQUESTS)) {
            assignee = JapaneseNames.unit(text, true);
        }
        Set<String> terms = notes.terms(sentence.tokens());
        boolean settles = (acts.contains(Act.DECIDES) || acts.contains(Act.OFFERS) || acts.contains(Act.PROPOSES))
                && !acts.contains(Act.REQUESTS)
                && !acts.contains(Act.COMMITS);
        String note = settles ? notes.decision(text) : notes.action(text, people, assignee);
        if (note.matches("(?:それ|これ|そう|こう|はい|お願い|よろしく|あと|そちら|やる|する|そうする|それでいく|頼む)?(?:で|に|を|は)?(?:する|やる|お願いします|いく)?")
                || acts.contains(Act.COMMITS)
                        && terms.size() <= 3
                        && text.matches(".*(?:それ|これ|そちら)(?:まで|を|は|も|で)(?!は、).*")) {
            note = "";
        }
        boolean fragment = note.startsWith("今回は") || note.length() < 16 && !note.matches(".*[はがを].+");
        boolean self = text.matches(".*(?:私|わたし|わたくし|僕|俺|自分)(?:の(?:方|ほう))?(?:が|から|で|も)(?!す).*");
        return new Move(acts, assignee, self, time, note, fragment, terms, JapaneseMoves.topic(text));
    }

    @Override
    public String bareName(String label) {
        String plain = label.replaceFirst("[（(].*$", "").strip();
        String bare = plain.replaceFirst(
                "(?:さん|様|さま|氏|くん|君|ちゃん|先生|(?:副)?(?:部長|課長|係長|主任|社長|専務|常務|店長|所長|師長|委員長|会長|工場長|班長|リーダー|マネージャー))+$", "");
        return bare.isEmpty() ? plain : bare;
    }

    @Override
    public String introduces(Sentence sentence) {
        java.util.regex.Matcher said = INTRODUCES.matcher(sentence.text());
        if (!said.find()) {
            return null;
        }
        String name = said.group(1);
        return sentence.tokens().stream().anyMatch(t -> t.surface().equals(name) && t.is("名詞-固有名詞-人名")) ? name : null;
    }

    @Override
    public String meetingName(String text) {
        java.util.regex.Matcher said = MEETING.matcher(text);
        if (said.find()) {
            return said.group(1).replaceFirst("^(?:今週|本日|今日|今月)の", "");
        }
        java.util.regex.Matcher purpose = PURPOSE.matcher(text);
        return purpose.find() ? purpose.group(1) + (text.contains("振り返り") ? "の振り返り" : "") : null;
    }

    @Override
    public String quote(String sentence) {
        String bare = JapaneseNotes.bare(sentence);
        return bare.isEmpty() ? sentence : bare + (sentence.endsWith("？") ? "？" : "。");
    }

    @Override
    public boolean substantial(Sentence sentence, Move move) {
        return move.terms().size() >= 3
                && sentence.text().length() >= 14
                && sentence.text().length() <= 140;
    }

    @Override
    public double overlap(Set<String> terms, Set<String> other) {
        if (terms.isEmpty() || other.isEmpty()) {
            return 0;
        }
        long common = terms.stream().filter(other::contains).count();
        return (double) common / Math.min(terms.size(), other.size());
    }

    @Override
    public String subject(String text) {
        java.util.regex.Matcher said = SUBJECT.matcher(JapaneseNotes.bare(text));
        return said.find()
                        && !said.group(1)
                                .matches(
                                        "それ|これ|あれ|何|誰.*|いつ.*|どこ.*|今|皆さん|私|ほか|他|.*(?:たら|なら|ので|けど|から|て|で|も)|はい|いや|うん|ええ|えー|あの|いえ")
                ? said.group(1)
                : null;
    }

    @Override
    public String about(String topic, String fragment) {
        return topic + "：" + fragment;
    }

    @Override
    public String also(String note, String fragment) {
        return note + "（" + fragment + "）";
    }
}
