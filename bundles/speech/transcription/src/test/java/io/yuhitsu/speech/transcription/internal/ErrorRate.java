package io.yuhitsu.speech.transcription.internal;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How much of a text was misheard: characters in Japanese, words in English. */
final class ErrorRate {
    private ErrorRate() {}

    static double of(String said, String heard, String language) {
        List<String> reference = units(said, language);
        return distance(reference, units(heard, language)) / (double) reference.size();
    }

    private static List<String> units(String text, String language) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\p{M}']+", " ")
                .strip();
        return language.equals("ja")
                ? Arrays.asList(plain.replace(" ", "").split(""))
                : Arrays.asList(plain.split(" "));
    }

    private static int distance(List<String> a, List<String> b) {
        int[] row = new int[b.size() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.size(); j++) {
                int above = row[j];
                int same = a.get(i - 1).equals(b.get(j - 1)) ? 0 : 1;
                row[j] = Math.min(diagonal + same, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.size()];
    }
}
