package io.yuhitsu.minutes.rules.internal.ja;

import io.yuhitsu.minutes.rules.internal.text.Token;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.lucene.analysis.ja.JapaneseTokenizer;
import org.apache.lucene.analysis.ja.tokenattributes.BaseFormAttribute;
import org.apache.lucene.analysis.ja.tokenattributes.InflectionAttribute;
import org.apache.lucene.analysis.ja.tokenattributes.PartOfSpeechAttribute;
import org.apache.lucene.analysis.ja.tokenattributes.ReadingAttribute;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** Japanese words with their grammar, by Lucene's IPADIC. Thread-safe. */
final class Kuromoji {
    // A tokenizer serves one text at a time and is costly to make, so idle ones wait here.
    private final ConcurrentLinkedQueue<JapaneseTokenizer> idle = new ConcurrentLinkedQueue<>();

    List<Token> tokenize(String text) {
        List<Token> tokens = new ArrayList<>();
        if (text.isEmpty()) {
            return tokens;
        }
        JapaneseTokenizer tokenizer = idle.poll();
        if (tokenizer == null) {
            tokenizer = new JapaneseTokenizer(null, false, JapaneseTokenizer.Mode.NORMAL);
        }
        try {
            read(tokenizer, text, tokens);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string reader does not fail
        }
        idle.offer(tokenizer);
        return tokens;
    }

    private static void read(JapaneseTokenizer tokenizer, String text, List<Token> tokens) throws IOException {
        CharTermAttribute term = tokenizer.getAttribute(CharTermAttribute.class);
        OffsetAttribute offset = tokenizer.getAttribute(OffsetAttribute.class);
        BaseFormAttribute base = tokenizer.getAttribute(BaseFormAttribute.class);
        PartOfSpeechAttribute pos = tokenizer.getAttribute(PartOfSpeechAttribute.class);
        ReadingAttribute reading = tokenizer.getAttribute(ReadingAttribute.class);
        InflectionAttribute inflection = tokenizer.getAttribute(InflectionAttribute.class);
        tokenizer.setReader(new StringReader(text));
        try {
            tokenizer.reset();
            while (tokenizer.incrementToken()) {
                String surface = term.toString();
                tokens.add(new Token(
                        surface,
                        orElse(base.getBaseForm(), surface),
                        orElse(pos.getPartOfSpeech(), ""),
                        orElse(reading.getReading(), ""),
                        orElse(inflection.getInflectionType(), ""),
                        orElse(inflection.getInflectionForm(), ""),
                        offset.startOffset(),
                        offset.endOffset()));
            }
            tokenizer.end();
        } finally {
            tokenizer.close();
        }
    }

    private static String orElse(String value, String other) {
        return value == null ? other : value;
    }
}
