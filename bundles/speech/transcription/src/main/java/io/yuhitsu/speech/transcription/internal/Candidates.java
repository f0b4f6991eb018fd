package io.yuhitsu.speech.transcription.internal;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.spi.SpeechModel;
import io.yuhitsu.api.spi.Transcriber;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which models a job may be recognised with. */
final class Candidates {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private Candidates() {}

    /**
     * One model when the profile says which, or which language; otherwise the best of each language, the likeliest language first.
     *
     * @throws FailureException BUSY: it is not installed
     */
    static List<Recogniser> of(ProfileSettings settings, Transcriber transcriber) throws FailureException {
        List<SpeechModel> models = transcriber.models();
        if (models.isEmpty()) {
            throw FailureException.busy(TranscribeStep.TEXTS.message("no-speech-model", settings.recogniser()));
        }
        boolean anyModel = settings.model().equals(ProfileSettings.AUTO);
        boolean anyLanguage = settings.language().equals(ProfileSettings.AUTO);
        Map<String, SpeechModel> chosen = new LinkedHashMap<>();
        if (!anyModel) {
            models.stream()
                    .filter(model -> model.name().equals(settings.model()))
                    .forEach(model -> chosen.put(model.name(), model));
        } else if (!anyLanguage) {
            String language = Locale.forLanguageTag(settings.language()).getLanguage();
            models.stream()
                    .filter(model -> model.language().getLanguage().equals(language))
                    .findFirst()
                    .ifPresent(model -> chosen.put(language, model));
        } else {
            models.forEach(model -> chosen.putIfAbsent(model.language().getLanguage(), model));
        }
        if (chosen.isEmpty()) {
            throw FailureException.busy(
                    anyModel
                            ? TranscribeStep.TEXTS.message("no-model-of-language", settings.language())
                            : TranscribeStep.TEXTS.message("model-not-installed", settings.model()));
        }
        List<Recogniser> recognisers = new ArrayList<>();
        chosen.forEach((language, model) -> {
            Recogniser recogniser = new Recogniser(settings.recogniser(), transcriber, model);
            if (settings.timeZone().equals(TOKYO) && language.equals("ja")) {
                recognisers.add(0, recogniser);
            } else {
                recognisers.add(recogniser);
            }
        });
        return recognisers;
    }
}
