package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.api.intake.RecordingFacts;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** A job in words. */
final class JobView {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int BAR = 20;

    private JobView() {}

    static String stage(Screen screen, Stage stage) {
        return screen.text("stage." + stage.verb());
    }

    static String state(Screen screen, State state) {
        return screen.text("state." + state.name().toLowerCase(Locale.ROOT));
    }

    static String time(Instant instant, Job job) {
        return time(instant, job.settings().timeZone());
    }

    static String time(Instant instant, ZoneId zone) {
        return TIME.format(instant.atZone(zone));
    }

    /** {@code 1:02:03} or {@code 2:03}. */
    static String clock(Duration duration) {
        long seconds = Math.max(0, Math.round(duration.toMillis() / 1000.0));
        return seconds >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }

    static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double value = bytes;
        String unit = "";
        for (String next : new String[] {"kB", "MB", "GB", "TB"}) {
            if (value < 1000) {
                break;
            }
            value /= 1000;
            unit = next;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, unit);
    }

    /** One line for somebody who waits: name, stage, bar, time that is left. */
    static String line(Screen screen, Job job, RecordingFacts facts, Optional<Duration> eta) {
        StringBuilder line = new StringBuilder(facts.fileName()).append("  ");
        if (job.state().isFinal()) {
            return line.append(state(screen, job.state())).toString();
        }
        line.append(stage(screen, job.stage()));
        if (job.state() == State.RUNNING) {
            int filled = (int) Math.round(job.progress() * BAR);
            line.append("  ").append("█".repeat(filled)).append("░".repeat(BAR - filled));
            line.append(String.format(Locale.ROOT, " %3d%%", Math.round(job.progress() * 100)));
        } else {
            line.append("  ").append(state(screen, job.state()));
        }
        eta.ifPresent(left -> line.append("  ").append(screen.text("eta", clock(left))));
        return line.toString();
    }
}
