package io.yuhitsu.minutes.rules.internal;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.intake.RecordingFacts;
import io.yuhitsu.api.minutes.Coverage;
import io.yuhitsu.api.minutes.Minutes;
import io.yuhitsu.api.spi.Summarizer;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.text.Texts;
import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.api.transcript.Utterance;
import io.yuhitsu.minutes.rules.internal.dialogue.Findings;
import io.yuhitsu.minutes.rules.internal.dialogue.Meeting;
import io.yuhitsu.minutes.rules.internal.text.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** Makes minutes by rules, without a model: the same transcript always gives the same minutes. */
@Component(property = Summarizer.NAME + "=rules")
public final class RulesSummarizer implements Summarizer {
    private static final Texts TEXTS = Texts.beside(RulesSummarizer.class);

    @Override
    public Minutes summarize(Transcript transcript, RecordingFacts facts, int version, CancelToken cancel) {
        Language language = Languages.of(transcript.language());
        Set<String> names = Participants.names(transcript, facts, language);
        Meeting meeting = Meeting.of(transcript, language, facts.date(), names, cancel);
        Findings found = Findings.of(meeting);
        cancel.check();
        List<Message> notices = new ArrayList<>(facts.notices());
        transcript.notices().stream().filter(n -> !notices.contains(n)).forEach(notices::add);
        if (transcript.utterances().isEmpty()
                && notices.stream().noneMatch(n -> n.code().equals("no-speech"))) {
            notices.add(TEXTS.message("no-speech"));
        }
        return new Minutes(
                transcript.job(),
                version,
                title(transcript, facts, found),
                transcript.language(),
                facts.date(),
                facts.dateSource(),
                Participants.of(transcript, facts, meeting),
                found.summary(),
                found.topics(),
                found.openQuestions(),
                found.nextMeeting(),
                coverage(transcript),
                found.decisions(),
                found.actions(),
                notices);
    }

    private static String title(Transcript transcript, RecordingFacts facts, Findings found) {
        if (facts.title() != null && !facts.title().isBlank()) {
            return facts.title();
        }
        if (found.title() != null) {
            return found.title();
        }
        return TEXTS.text(transcript.language(), "untitled");
    }

    private static Coverage coverage(Transcript transcript) {
        long speech = 0;
        long until = 0;
        for (Utterance utterance : transcript.utterances()) {
            long from = Math.max(until, utterance.startMs());
            speech += Math.max(0, utterance.endMs() - from);
            until = Math.max(until, utterance.endMs());
        }
        return new Coverage(transcript.durationMs(), speech);
    }
}
