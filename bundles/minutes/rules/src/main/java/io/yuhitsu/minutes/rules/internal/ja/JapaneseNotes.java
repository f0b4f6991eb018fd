package io.yuhitsu.minutes.rules.internal.ja;

import io.yuhitsu.minutes.rules.internal.text.Token;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentences as they stand in minutes: without address and politeness, the verb in its dictionary form. */
final class JapaneseNotes {
    private static final Pattern LEAD = Pattern.compile(
            "^(?:(?:はい|ええ|うん|うーん|んー|ああ|あー|あ|お|おお|えー|いや|いえ|まあ|では|じゃあ|じゃ|それでは|それじゃあ|それじゃ|それなら|でしたら|ほな|ほんで|よし|なら|それで|それから|あと|で|ただ|でも|そして|また|次に|続いて|最後に|あの|その|一応|とりあえず|ひとまず|まずは|まず"
                    + "|分かりました|わかりました|承知しました|了解です|了解しました|そうですね|そうしたら|そしたら|いいですね|なるほど|ありがとうございます|すみません|えっと|えーと|やっぱり|やはり|結局|というわけで|ということで|それと|それでしたら|ですので|なので|だから|もちろんです)(?:ね)?[、。,]\\s*"
                    + "|(?:では|じゃあ|それでは|それじゃあ|それなら|ほな|それから|そしたら)(?=[^、。]))+");
    private static final Pattern DECIDED =
            Pattern.compile("(?:という|って)?(?:こと|方向|形|線|方針)?(?:に|で|と|を)(?:は)?(?:決定|決め|決ま|決着|確定|合意).*$");
    private static final Pattern MADE = Pattern.compile(
            "(?:という|って)?こと(?:に(?:させ|し|いた|なり|な|して)|で(?:いき|い|進|お願|よろ|いい|ええ|よ|す|いっ|、)|とし|といた)(?![ぁ-ん]*(?:ない|ません)).*$|(?:という|って)こと(?:で|に)$");
    private static final Pattern OKAY =
            Pattern.compile("(?:で|に)(?:、)?(?:いい|ええ|よい|よろしい|行き|いき|いこ|行こ|構い|結構|お願い|進め|やっ|やり|や).{0,14}$");
    private static final Set<String> EMPTY_VERBS = Set.of(
            "する", "ある", "なる", "いる", "やる", "できる", "思う", "いう", "言う", "くる", "来る", "いく", "行く", "おる", "もらう", "いただく", "くださる",
            "ください", "くれる", "お願い", "願う", "いたす", "ござる", "見る", "出る", "みる", "おく", "とる", "つく", "わかる", "分かる", "いただける", "もらえる",
            "しれる", "いい", "ない", "ええ", "かかる", "お願いする");
    private static final Set<String> EMPTY_NOUNS = Set.of(
            "はい", "こと", "もの", "ところ", "そう", "よう", "感じ", "件", "話", "今日", "明日", "今週", "来週", "今月", "来月", "今回", "前回", "次回",
            "午後", "午前", "さん", "お願い", "曜日", "程度", "今", "本日", "分", "方", "予定", "形", "大丈夫", "了解", "承知", "夕方", "今年", "来年",
            "それ", "これ", "あれ", "みんな", "皆さん", "全部", "自分", "まで", "月", "最後", "次", "うち", "際", "中", "手", "気", "他", "ほか", "上",
            "先", "場合", "点", "代わり");
    private static final Pattern AUXILIARY = Pattern.compile(
            "くださる|ください|もらう|いただく|頂く|くれる|おく|お願い|いたす|致す|願う|ほしい|しまう|いく|くる|みる|ます|まいる|しまう|とく|もらえる|いただける|くださる");

    /** 聞いておくよ、枠があるか → 枠があるか聞いておく. */
    private static final Pattern INVERTED = Pattern.compile("^(.+?)(?:よ|ね|わ)、(.{1,14}か)[。]?$");

    private static final Pattern SELF =
            Pattern.compile("(?:私|わたし|僕|俺|自分|わたくし|弊社|こちら|うち)(?:の(?:方|ほう))?(?:が|から|で|も)(?!す)、?");
    private static final Pattern REASON = Pattern.compile("^.{4,}?(?:ので|んですが|ですが|ですけど|だから|けれども|ますが|ますけど)、");
    /** 見積もりは…取る: what is to be worked on stands as the subject of the talk. */
    private static final Pattern OBJECT = Pattern.compile(
            "[^はがをも]{2,24}(?<![にでとへ])は.{0,20}(?:する|送る|作る|出す|取る|書く|直す|まとめる|調べる|配る|決める|集める|渡す|頼む|見る|選ぶ|回す|発送する|用意する|消す|払う|買う|進める|断る|貼る|伝える|上げる|流す|やる|変える)");

    private final Kuromoji kuromoji;

    JapaneseNotes(Kuromoji kuromoji) {
        this.kuromoji = kuromoji;
    }

    /** What is to be done, without who and by when. */
    String action(String sentence, List<JapaneseNames.Person> people, String assignee) {
        String text = INVERTED.matcher(sentence).replaceFirst("$2$1");
        for (int i = people.size() - 1; i >= 0 && text.equals(sentence) | i < people.size() - 1; i--) {
            JapaneseNames.Person person = people.get(i);
            if (person.name().equals(assignee) && person.end() <= text.length()) {
                String after =
                        text.substring(person.end()).replaceFirst("^(?:の(?:方|ほう)(?:で|から)|[がはもに]|、|で(?!す)|から)、?", "");
                String before = text.substring(0, person.start());
                // …見ておきたいので、岡本さん、内訳をまとめて: the reason is not the task.
                boolean reason = before.matches("(?s).*(?:が|ので|から|けど|し|んで)、?")
                        && after.matches("(?s).{5,}")
                        && after.matches("(?s).*[をにへ].*");
                text = (reason ? "" : before) + after;
            }
        }
        text = withoutTime(bare(text));
        text = SELF.matcher(text).replaceAll("");
        text = text.replaceFirst("^(?:お忙しい.*?が|申し訳.*?が|悪いけど|すみませんが|その代わり.*?が)、?", "");
        Matcher reason = REASON.matcher(text);
        if (reason.find()
                && text.substring(reason.end()).matches("(?s).{6,}")
                && text.substring(reason.end()).matches("(?s).*[をにへ].*")) {
            text = text.substring(reason.end());
        }
        String note = verb(bare(text))
                .replaceFirst("(?<=は、)これは|^これは", "")
                .replaceFirst("には、", "には")
                .replace("。", "、");
        return OBJECT.matcher(note).matches() && !note.contains("を") ? note.replaceFirst("(?<![にでとへ])は、?", "を") : note;
    }

    /** What was settled. */
    String decision(String sentence) {
        String text = bare(sentence).replaceFirst("^(?:それは|まあ|そこは)(?:まあ)?、?", "");
        Matcher decided = DECIDED.matcher(text);
        if (decided.find() && decided.start() > 0) {
            return polish(text.substring(0, decided.start()));
        }
        Matcher made = MADE.matcher(text);
        if (made.find() && made.start() > 0) {
            return polish(text.substring(0, made.start()));
        }
        Matcher okay = OKAY.matcher(text);
        if (okay.find() && okay.start() > 0) {
            return polish(text.substring(0, okay.start()));
        }
        if (text.matches(".*[^のま]で$") || text.matches(".*まで?まで$|.*まで$")) {
            return polish(text.replaceFirst("(?<!ま)で$", ""));
        }
        return verb(text);
    }

    static String bare(String sentence) {
        String text = sentence.strip().replaceFirst("[。．.？?！!…、]+$", "");
        return LEAD.matcher(text).replaceFirst("").strip();
    }

    private static String withoutTime(String text) {
        StringBuilder out = new StringBuilder(text);
        List<int[]> spans = JapaneseDates.spans(text);
        spans.sort((a, b) -> b[0] - a[0]);
        int limit = text.length() + 1;
        for (int[] span : spans) {
            Matcher tail = Pattern.compile("^(?:くらい|ぐらい|頃|ごろ)?(?:までには|までに|まで|中には|中に|には|に|で|中|いっぱいで)、?")
                    .matcher(text.substring(span[1]));
            int end = tail.find() ? span[1] + tail.end() : span[1];
            boolean due = end > span[1] || text.substring(span[0], span[1]).matches(".*(?:中|いっぱい|以内|内|至急|なるはや|早急)");
            if (due && end <= limit && end <= out.length()) {
                out.delete(span[0], end);
                limit = span[0];
            }
        }
        return out.toString().replaceFirst("^[、。]", "").replace("、、", "、");
    }

    private static String polish(String text) {
        return text.replaceFirst("(?:という|って)$", "")
                .replaceFirst("[、。はにを]+$", "")
                .replaceFirst("(?:ます)$", "ます")
                .strip();
    }

    /** Cuts politeness behind the last verb and puts that into its dictionary form. */
    String verb(String text) {
        List<Token> tokens = kuromoji.tokenize(text);
        int last = tokens.size() - 1;
        while (last >= 0 && skippable(tokens.get(last), last > 0 ? tokens.get(last - 1) : null)) {
            last--;
        }
        if (last < 0) {
            return polish(text);
        }
        Token token = tokens.get(last);
        boolean inflects = token.is("動詞") && !token.inflection().startsWith("仮定");
        boolean negative = last + 1 < tokens.size()
                && tokens.get(last + 1).base().matches("ない|ぬ|ん")
                && !tokens.get(last + 1).is("名詞");
        if (negative) {
            return text.substring(0, token.end()) + "ない";
        }
        boolean did = token.is("名詞-サ変接続")
                && last + 1 < tokens.size()
                && tokens.get(last + 1).base().matches("する|いたす|致す|できる");
        if (did) {
            return polite(text, tokens, last) + "する";
        }
        if (inflects) {
            String base = token.base().equals("いたす") || token.base().equals("致す") ? "する" : token.base();
            if (base.equals("する") && last > 0 && tokens.get(last - 1).is("名詞-サ変接続")) {
                return polite(text, tokens, last - 1) + "する";
            }
            return text.substring(0, token.start()) + base;
        }
        if (token.is("名詞") || token.is("形容詞") || token.is("副詞")) {
            return polish(text.substring(0, token.end()));
        }
        return polish(text.substring(0, token.end()));
    }

    /** ご回答 → 回答. */
    private static String polite(String text, List<Token> tokens, int noun) {
        boolean prefixed = noun > 0
                && tokens.get(noun - 1).is("接頭詞")
                && tokens.get(noun - 1).surface().matches("ご|お|御");
        int cut = prefixed ? tokens.get(noun - 1).start() : tokens.get(noun).start();
        return text.substring(0, cut) + tokens.get(noun).surface();
    }

    private static boolean skippable(Token token, Token before) {
        if (token.is("助動詞")
                || token.is("助詞")
                || token.is("記号")
                || token.is("動詞-非自立")
                || token.is("動詞-接尾")
                || token.is("感動詞")
                || token.is("フィラー")) {
            return true;
        }
        if (token.is("名詞-非自立") && token.surface().matches("の|ん|よう|わけ")) {
            return true;
        }
        boolean request = AUXILIARY.matcher(token.base()).matches()
                || token.surface().equals("お願い")
                || token.surface().equals("願い");
        boolean polite =
                token.base().equals("する") && before != null && before.surface().matches("お願い|願い");
        return request && !token.base().equals("いたす") || polite || token.is("接頭詞") || token.is("形容詞-非自立");
    }

    Set<String> terms(List<Token> tokens) {
        Set<String> terms = new HashSet<>();
        for (Token token : tokens) {
            boolean noun = token.is("名詞")
                    && !token.is("名詞-代名詞")
                    && !token.is("名詞-数")
                    && !token.is("名詞-非自立")
                    && !token.is("名詞-接尾")
                    && !token.is("名詞-副詞可能")
                    && !token.is("名詞-固有名詞-人名")
                    && !JapaneseNames.TITLE.matcher(token.surface()).matches();
            boolean verb = token.is("動詞-自立") || token.is("形容詞-自立");
            if (noun
                            && !EMPTY_NOUNS.contains(token.surface())
                            && token.surface().matches(".*[\\p{L}].*")
                            && !token.surface().matches("[ぁ-んー]")
                    || verb && !EMPTY_VERBS.contains(token.base())) {
                terms.add(token.base());
            }
        }
        return terms;
    }
}
