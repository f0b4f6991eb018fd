package io.yuhitsu.minutes.rules.internal;

import io.yuhitsu.api.spi.TranscriptFormatter;
import io.yuhitsu.api.transcript.RawTranscript;
import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.api.transcript.Utterance;
import io.yuhitsu.api.transcript.Word;
import io.yuhitsu.minutes.rules.internal.text.Breaks;
import io.yuhitsu.minutes.rules.internal.text.Language;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Makes recognised words readable by rules. */
@Component
public final class RulesFormatter implements TranscriptFormatter {
    @Override
    public Transcript format(RawTranscript raw) {
        Language language = Languages.of(raw.language());
        List<Utterance> utterances = new ArrayList<>();
        for (List<Word> words : Breaks.utterances(raw.words(), language)) {
            String verbatim = language.verbatim(words);
            String text = language.readable(words);
            utterances.add(new Utterance(
                    "u" + (utterances.size() + 1),
                    null,
                    words.get(0).startMs(),
                    Math.max(words.get(0).startMs(), words.get(words.size() - 1).endMs()),
                    // Somebody said nothing but えーと: better shown than lost.
                    text.isEmpty() ? verbatim : text,
                    verbatim,
                    words.stream().mapToDouble(Word::confidence).average().orElse(0),
                    words));
        }
        return new Transcript(
                raw.job(), raw.language(), raw.durationMs(), raw.engine(), List.of(), utterances, raw.notices());
    }
}
