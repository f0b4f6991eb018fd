package io.yuhitsu.minutes.rules.internal.ja;

import io.yuhitsu.minutes.rules.internal.text.Token;
import java.util.regex.Pattern;

/** Puts 、 。 ？ between the tokens of one utterance, from grammar and silences. One use; knows the sentence so far. */
final class JapanesePunctuation {
    private static final long COMMA_MS = 150;
    private static final long STOP_MS = 250;
    private static final Pattern ANSWER = Pattern.compile("はい|ええ|うん|いえ|いや|いいえ|ああ|あっ|あ|おお|お|ほう|なるほど|そうですね|もちろん|よし");
    private static final Pattern LINK = Pattern.compile(
            "では|じゃあ|じゃ|それでは|それじゃ|それから|ただ|でも|しかし|そして|また|次に|つぎに|続いて|最後に|あと|ほな|ほんで|なので|ですから|だから|ところで|まず|一方|それで|さて");
    private static final Pattern FINAL_PARTICLE = Pattern.compile("か|ね|よ|わ|な|なあ|ねえ|ぞ|かな|よね|の|や|で|っけ");
    private static final Pattern NOT_A_NEW_SENTENCE = Pattern.compile(
            "と|って|っていう|という|が|けど|けれど|けれども|ので|から|し|ため|よう|もの|こと|の|ん|方|とき|時|かと|かも|かどうか|ところ|のに|はず|わけ|そう|だけ|や|やん|なら|でし|も|は|を|に");
    private static final Pattern QUESTION_ECHO = Pattern.compile(".*(?:そう|なるほど|まし|でし)ですか");

    private final StringBuilder sentence = new StringBuilder();
    private int tokens;
    private Token before;
    private boolean beforeIsPolite;

    /** @param pause in ms before the next token, -1 inside a recognised word, {@link Long#MAX_VALUE} at the end */
    String after(Token token, Token next, long pause) {
        sentence.append(token.surface());
        tokens++;
        boolean polite = polite(token);
        String mark = mark(token, next, pause);
        before = token;
        beforeIsPolite = polite;
        if (mark.equals("。") || mark.equals("？")) {
            sentence.setLength(0);
            tokens = 0;
            before = null;
            beforeIsPolite = false;
        }
        return mark;
    }

    private String mark(Token token, Token next, long pause) {
        if (token.is("記号")) {
            return next == null && token.surface().matches("[。？！?!…]") ? "" : next == null ? "。" : "";
        }
        if (next == null) {
            return stop();
        }
        if (pause < 0 || next.is("記号")) {
            return "";
        }
        if (endsSentence(token, next, pause)) {
            return stop();
        }
        return comma(token, next, pause) ? "、" : "";
    }

    private String stop() {
        String said = sentence.toString();
        boolean asks = said.matches("(?s).*(?:です|ます|でしょう|ません|ました|でした|ましょう|もらえる|くれる|いい)か(?:ね|な)?")
                || said.matches("(?s).*(?:っけ|どうかな|ですかね)");
        return asks && !QUESTION_ECHO.matcher(said).matches() ? "？" : "。";
    }

    private boolean endsSentence(Token token, Token next, long pause) {
        if (next.is("助詞")
                || next.is("助動詞")
                || next.is("名詞-非自立")
                || next.is("動詞-非自立")
                || next.is("名詞-接尾")
                || next.is("動詞-接尾")) {
            boolean restart = next.surface().matches("では|でも|で") && polite(token) && pause >= 0;
            if (!restart) {
                return false;
            }
        }
        if (NOT_A_NEW_SENTENCE.matcher(next.surface()).matches()) {
            return false;
        }
        if (polite(token)) {
            return true;
        }
        boolean particle = token.is("助詞-終助詞") || token.is("助詞-副助詞／並立助詞／終助詞");
        if (particle && FINAL_PARTICLE.matcher(token.surface()).matches() && before != null) {
            return beforeIsPolite || pause >= STOP_MS && predicate(before);
        }
        if (token.is("感動詞") && sentence.length() == token.surface().length()) {
            return false;
        }
        return pause >= STOP_MS && predicate(token) && !next.is("名詞")
                || predicate(token) && opens(next) && token.is("助動詞");
    }

    /** です, ます, ました, ません, ください: polite forms hardly ever stand before a noun. */
    private boolean polite(Token token) {
        boolean finite = token.inflection().isEmpty() || token.inflection().equals("基本形");
        if (finite && token.base().matches("です|ます|ござる")) {
            return true;
        }
        boolean tail = token.surface().equals("た")
                || token.surface().equals("ん")
                || token.surface().equals("う");
        if (tail && before != null && before.base().matches("です|ます")) {
            return true;
        }
        return token.surface().equals("ください");
    }

    private static boolean predicate(Token token) {
        return (token.is("助動詞") || token.is("動詞") || token.is("形容詞"))
                && token.inflection().startsWith("基本形");
    }

    private static boolean opens(Token next) {
        return next.is("接続詞") || next.is("感動詞") || next.is("フィラー");
    }

    private boolean comma(Token token, Token next, long pause) {
        if (next.is("助詞") || next.is("助動詞") || next.is("名詞-接尾") || next.is("動詞-非自立")) {
            return false;
        }
        boolean first = sentence.length() == token.surface().length();
        if (first && !token.is("接頭詞") && ANSWER.matcher(token.surface()).matches() || token.is("感動詞") && tokens <= 2) {
            return true;
        }
        if (LINK.matcher(sentence).matches()) {
            return true;
        }
        boolean clause = token.is("助詞-接続助詞") && token.surface().matches("が|けど|けれど|けれども|ので|から|し|んで");
        if (clause && before != null && (before.is("助動詞") || before.is("動詞") || before.is("形容詞"))) {
            return true;
        }
        return pause >= COMMA_MS && tokens >= 2;
    }
}
