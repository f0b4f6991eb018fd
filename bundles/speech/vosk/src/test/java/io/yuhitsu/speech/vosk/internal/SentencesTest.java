package io.yuhitsu.speech.vosk.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.transcript.Word;
import io.yuhitsu.contracts.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SentencesTest {
    private static final byte[] SENTENCE =
            "{\"result\": [{\"conf\": 0.9, \"end\": 1.2, \"start\": 0.3, \"word\": \"会議\", \"x\": [1]}], \"text\": \"会議\"}"
                    .getBytes(StandardCharsets.UTF_8);

    @Test
    void wordsHaveTimesAndConfidence() throws Exception {
        assertThat(read(SENTENCE)).containsExactly(new Word("会議", 300, 1200, 0.9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"result\": [{", "{\"result\": [{\"word\": ", "{\"result\": [{]", "{\"result\": [{\"word\""})
    void whatBreaksOffIsNoSentence(String json) {
        assertThatThrownBy(() -> read(json.getBytes(StandardCharsets.UTF_8))).isInstanceOf(IOException.class);
    }

    @Test
    void damageOfAnyKindIsReadOrRefused() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            try {
                read(Mutations.of(SENTENCE, SENTENCE, random));
            } catch (IOException e) {
                // Refused; any other exception would end the test.
                continue;
            }
        }
    }

    private static List<Word> read(byte[] json) throws IOException {
        List<Word> words = new ArrayList<>();
        Sentences.read(json, words);
        return words;
    }
}
