package io.yuhitsu.contracts;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.transcript.Engine;
import io.yuhitsu.api.transcript.RawTranscript;
import io.yuhitsu.api.transcript.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Recognised words for tests: blanks divide words, each lasts 200 ms, {@code |} is a silence of one second. */
public final class Words {
    private Words() {}

    public static List<Word> of(String said) {
        List<Word> words = new ArrayList<>();
        long at = 0;
        for (String text : said.strip().split("\\s+")) {
            if (text.equals("|")) {
                at += 1000;
            } else if (!text.isEmpty()) {
                words.add(new Word(text, at, at + 200, 0.9));
                at += 200;
            }
        }
        return words;
    }

    public static RawTranscript raw(Locale language, String said) {
        List<Word> words = of(said);
        long end = words.isEmpty() ? 60_000 : words.get(words.size() - 1).endMs() + 500;
        return new RawTranscript(JobId.next(0), language, end, new Engine("test", "test"), words, List.of());
    }
}
