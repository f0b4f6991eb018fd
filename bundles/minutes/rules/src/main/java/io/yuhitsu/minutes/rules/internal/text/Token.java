package io.yuhitsu.minutes.rules.internal.text;

/**
 * One word of a text with its grammar, whatever analyser found it.
 *
 * @param surface as it stands in the text
 * @param base dictionary form; the surface when it does not inflect
 * @param pos part of speech, general to special with dashes ({@code 名詞-数}, {@code word}, {@code number})
 * @param reading in katakana, empty when unknown or not Japanese
 * @param inflectionType {@code 五段・ラ行}, empty when it does not inflect
 * @param inflection form in which it stands ({@code 連用形}), empty when it does not inflect
 * @param start offset of its first char in the text
 * @param end offset after its last char
 */
public record Token(
        String surface,
        String base,
        String pos,
        String reading,
        String inflectionType,
        String inflection,
        int start,
        int end) {
    public boolean is(String posPrefix) {
        return pos.startsWith(posPrefix);
    }
}
