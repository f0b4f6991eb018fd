package io.yuhitsu.api.job;

import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * What a profile says; copied into each job at intake.
 *
 * @param language BCP 47 tag ({@code ja}, {@code en}), or {@code auto}: found out on the first minutes of the recording
 * @param timeZone in which dates are read and shown
 * @param recogniser engine name, {@code vosk}
 * @param model name of a speech model, or {@code auto}: the best installed one of the language
 * @param template name of the document template, {@code standard}
 * @param company shown at the head of documents; empty for none
 * @param department shown below the company; empty for none
 * @param formats names of the documents to render, see {@link io.yuhitsu.api.spi.MinutesRenderer#FORMAT}
 * @param targets where the documents go
 * @param approval a person has to approve before delivery
 */
public record ProfileSettings(
        String language,
        ZoneId timeZone,
        String recogniser,
        String model,
        String template,
        String company,
        String department,
        List<String> formats,
        List<Target> targets,
        boolean approval) {
    public static final String AUTO = "auto";

    public ProfileSettings {
        Objects.requireNonNull(language);
        Objects.requireNonNull(timeZone);
        Objects.requireNonNull(recogniser);
        Objects.requireNonNull(model);
        Objects.requireNonNull(template);
        Objects.requireNonNull(company);
        Objects.requireNonNull(department);
        formats = List.copyOf(formats);
        targets = List.copyOf(targets);
    }

    /** What a profile starts with: language found out, all formats, delivery to the outbox folder. */
    public static ProfileSettings standard(ZoneId zone) {
        return new ProfileSettings(
                AUTO,
                zone,
                "vosk",
                AUTO,
                "standard",
                "",
                "",
                List.of("json", "transcript", "vtt", "srt", "txt", "md", "html", "docx", "pdf"),
                List.of(Target.OUTBOX),
                false);
    }
}
