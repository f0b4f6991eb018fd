package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.ArtifactKind;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.JobEvent;
import io.yuhitsu.api.minutes.ActionItem;
import io.yuhitsu.api.minutes.Decision;
import io.yuhitsu.api.minutes.Minutes;
import io.yuhitsu.api.pipeline.Jobs;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.json.MinutesJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What came of a job, for somebody at a terminal: decisions, action items, where the documents lie. */
record Outcome(Screen screen, Jobs jobs, Outbox outbox) {
    /** What the log of a job says that was worked on without a break. */
    private static final Set<String> WORK = Set.of("received", "stage-done", "summarised");

    void print(Job job) throws IOException {
        Optional<Artifact> found = jobs.artifacts(job).stream()
                .filter(a -> a.kind() == ArtifactKind.MINUTES)
                .findFirst();
        if (found.isEmpty()) {
            return;
        }
        Minutes minutes;
        try (InputStream in = jobs.open(job, found.get())) {
            minutes = MinutesJson.read(in);
        }
        screen.out().println();
        screen.out().println(minutes.title() + "  " + minutes.date());
        minutes.notices().forEach(this::notice);
        screen.out().println();
        screen.say("head.decisions");
        minutes.decisions().forEach(this::decision);
        none(minutes.decisions().isEmpty());
        screen.out().println();
        screen.say("head.actions");
        minutes.actions().forEach(this::action);
        none(minutes.actions().isEmpty());
        took(job).ifPresent(took -> {
            screen.out().println();
            screen.say(
                    "took", JobView.clock(Duration.ofMillis(minutes.coverage().durationMs())), JobView.clock(took));
        });
        Optional<Path> folder = outbox.folder(job, minutes);
        if (folder.isPresent()) {
            screen.say("where-documents", folder.get());
            outbox.files(folder.get()).forEach(file -> screen.out().println("  " + file.getFileName()));
        }
    }

    /**
     * From the moment when these minutes were wanted to their end. Nothing when other things happened on the way than work: then the job
     * waited, or lay there failed or cancelled, and the time says nothing.
     */
    private Optional<Duration> took(Job job) {
        Optional<Instant> start = job.version() == 1 ? Optional.of(job.receivedAt()) : Optional.empty();
        for (JobEvent event : jobs.log(job)) {
            String code = event.message().code();
            if (code.equals("rerun")) {
                start = Optional.of(event.at());
            } else if (!WORK.contains(code)) {
                start = Optional.empty();
            }
        }
        return start.map(from -> Duration.between(from, job.changedAt()));
    }

    private void none(boolean empty) {
        if (empty) {
            screen.out().println("  " + screen.text("none-decided"));
        }
    }

    private void notice(Message notice) {
        screen.out().println("  * " + screen.in(notice));
    }

    private void decision(Decision decision) {
        screen.out().println("  - " + decision.text() + review(decision.needsReview()));
    }

    private void action(ActionItem action) {
        StringBuilder line = new StringBuilder("  - ").append(action.text());
        if (action.owner() != null) {
            line.append("  / ").append(screen.text("owner", action.owner()));
        }
        String due = action.due() == null ? action.dueText() : action.due().toString();
        if (due != null) {
            line.append("  / ")
                    .append(screen.text(
                            "due",
                            action.due() != null && action.dueText() != null
                                    ? screen.text("due-and-date", due, action.dueText())
                                    : due));
        }
        screen.out().println(line.append(review(action.needsReview())));
    }

    private String review(boolean needed) {
        return needed ? "  [" + screen.text("review") + "]" : "";
    }
}
