package io.yuhitsu.contracts;

import io.yuhitsu.api.minutes.Evidence;
import io.yuhitsu.api.transcript.Utterance;
import io.yuhitsu.api.transcript.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What is said in {@link SampleMinutes}. */
final class SampleTalk {
    private SampleTalk() {}

    static List<Utterance> talk(String... lines) {
        List<Utterance> talk = new ArrayList<>();
        for (String line : lines) {
            String[] part = line.split("\\|", 4);
            talk.add(utterance(
                    talk.size() + 1,
                    part[0],
                    Math.round(Double.parseDouble(part[1]) * 1000),
                    Math.round(Double.parseDouble(part[2]) * 1000),
                    part[3]));
        }
        return talk;
    }

    /** With words of four letters that share its time evenly. */
    static Utterance utterance(int number, String speaker, long startMs, long endMs, String text) {
        String letters = text.codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        int count = Math.max(1, letters.length() / 4);
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int end = i + 1 == count ? letters.length() : (i + 1) * 4;
            words.add(new Word(
                    letters.substring(i * 4, Math.max(i * 4, end)),
                    startMs + (endMs - startMs) * i / count,
                    startMs + (endMs - startMs) * (i + 1) / count,
                    0.9));
        }
        return new Utterance("u" + number, speaker, startMs, endMs, text, letters, 0.9, words);
    }

    static List<Evidence> at(List<Utterance> talk, int... places) {
        return IntStream.of(places)
                .mapToObj(i -> new Evidence(
                        talk.get(i).id(), talk.get(i).startMs(), talk.get(i).endMs()))
                .toList();
    }
}
