package io.yuhitsu.benchmarks;

import io.yuhitsu.api.transcript.Transcript;
import io.yuhitsu.api.transcript.Utterance;
import io.yuhitsu.api.transcript.Word;
import io.yuhitsu.itests.driver.Processes;
import io.yuhitsu.itests.driver.Server;
import io.yuhitsu.json.TranscriptJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a recording of many hours goes through: the server dies in the middle, somebody cancels, and the last word has to have its time. */
public final class LongBenchmark {
    private static final Pattern NEW = Pattern.compile("job (\\S+): new, ");
    private static final Pattern RECOGNISED =
            Pattern.compile("job (\\S+): (\\d+) stretches recognised, (\\d+) known from before");
    private static final Pattern STAGE = Pattern.compile("\"stage\" : \"(\\w+)\"");
    private static final Pattern STATE = Pattern.compile("\"state\" : \"(\\w+)\"");
    private static final Pattern PROGRESS = Pattern.compile("\"progress\" : ([\\d.E-]+)");

    /** Cores that a server with nothing to do may still use, for its own sweeps. */
    private static final double REST = 0.2;

    private static final long WINDOW_MS = 200;

    /** So far may a word be from where it was said. */
    private static final long NEAR_MS = 80;

    /** So often each stage is cancelled. */
    private static final int TIMES = 5;

    private static final Place PLACE = Place.fromProperties();

    private final Report report;
    private final Server server;
    private final Path recording;
    private String job;
    private boolean kept = true;

    private LongBenchmark(Report report, Server server, Path recording) {
        this.report = report;
        this.server = server;
        this.recording = recording;
    }

    public static void main(String[] args) throws Exception {
        int minutes = Integer.getInteger("bench.minutes", 480);
        long seed = Long.getLong("bench.seed", 1);
        Report report = new Report(PLACE, "long", "a recording of " + minutes + " minutes, seed " + seed);
        Path recording = LongRecording.write(PLACE.work().resolve("long.wav"), PLACE.samples(), minutes);
        boolean kept;
        try (Server server = PLACE.server("data").start()) {
            server.must("profile", "set", "default", "language=ja");
            LongBenchmark run = new LongBenchmark(report, server, recording);
            run.dieInTheMiddle();
            run.compareTimes();
            run.cancel(new Random(seed));
            report.line(run.kept ? "all kept" : "NOT kept");
            report.keep();
            kept = run.kept;
        }
        System.exit(kept ? 0 : 1);
    }

    private void dieInTheMiddle() throws IOException, InterruptedException {
        long log = server.logLength();
        server.putDone(recording, "2026-11-09 long.wav");
        job = server.await(NEW, log).group(1);
        double reached;
        do {
            Thread.sleep(100);
            reached = progress();
        } while (reached < 0.5);
        server.kill();
        log = server.logLength();
        server.start();
        Matcher calls = server.await(RECOGNISED, log);
        server.await(PipelineBenchmark.DELIVERED, log);
        int after = Integer.parseInt(calls.group(2));
        int before = Integer.parseInt(calls.group(3));
        double share = before / (double) (before + after);
        report.line(
                "killed at %.3f of the transcription: %d stretches known from before, %d recognised after it = %.3f known (goal: no further behind than 0.02)",
                reached, before, after, share);
        kept &= share >= reached - 0.02;
    }

    /** How far the transcription is, 0 to 1. */
    private double progress() throws IOException, InterruptedException {
        String shown = show();
        if (first(STAGE, shown).equals("TRANSCRIBE")) {
            return Double.parseDouble(first(PROGRESS, shown));
        }
        return 1;
    }

    private static String first(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("no " + pattern + " in: " + text);
        }
        return matcher.group(1);
    }

    /** The same speech comes again and again: its words need the same times, but for the length of what was in between. */
    private void compareTimes() throws IOException {
        long period = LongRecording.period(PLACE.samples());
        Transcript transcript = transcript();
        long copies = transcript.durationMs() / period;
        List<Word> first = words(transcript, 0, period);
        Copy poorest = null;
        long drift = 0;
        for (long i = 1; i < copies; i++) {
            Copy copy = compare(i + 1, first, words(transcript, i * period, (i + 1) * period), i * period);
            poorest = poorest == null || copy.share() < poorest.share() ? copy : poorest;
            drift = Math.max(drift, Math.abs(copy.shiftMs()));
        }
        if (poorest == null) {
            throw new IOException("Say more --minutes: the speech comes again only after " + period + " ms");
        }
        report.line(
                "copies 2 to %d against the first: in the poorest, copy %d, %d of %d words are the same within %d ms (goal >= 99 %%); half of the words of a copy are never later or earlier by more than %d ms",
                copies, poorest.number(), poorest.found(), poorest.words(), NEAR_MS, drift);
        kept &= poorest.share() >= 0.99;
    }

    /**
     * @param found words of the same text at the same time, to {@link #NEAR_MS} at begin and end
     * @param words all, of the copy that has more
     * @param shiftMs median of how much later the same words begin
     */
    private record Copy(long number, int found, int words, long shiftMs) {
        double share() {
            return words == 0 ? 0 : found / (double) words;
        }
    }

    /** @param shift from the begin of the first copy to that of this one */
    private static Copy compare(long number, List<Word> first, List<Word> copy, long shift) {
        List<Long> shifts = new ArrayList<>();
        int found = 0;
        for (Word word : copy) {
            Word same = first.stream()
                    .filter(w -> w.text().equals(word.text()))
                    .min(Comparator.comparingLong(w -> apart(w, word, shift)))
                    .orElse(null);
            // Further away it is another word, not the same one at another time.
            if (same != null && apart(same, word, shift) < 1000) {
                shifts.add(word.startMs() - shift - same.startMs());
                found += apart(same, word, shift) <= NEAR_MS ? 1 : 0;
            }
        }
        Collections.sort(shifts);
        long median = shifts.isEmpty() ? Long.MAX_VALUE : shifts.get(shifts.size() / 2);
        // Words that the copy lacks count as well as words that it alone has.
        return new Copy(number, found, Math.max(first.size(), copy.size()), median);
    }

    private static long apart(Word first, Word copy, long shift) {
        return Math.max(
                Math.abs(copy.startMs() - shift - first.startMs()), Math.abs(copy.endMs() - shift - first.endMs()));
    }

    private Transcript transcript() throws IOException {
        try (Stream<Path> files = Files.walk(server.data().resolve("outbox"))) {
            Path file = files.filter(f -> f.endsWith("transcript.json"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no transcript in the outbox"));
            try (InputStream in = Files.newInputStream(file)) {
                return TranscriptJson.read(in);
            }
        }
    }

    private static List<Word> words(Transcript transcript, long from, long to) {
        return transcript.utterances().stream()
                .map(Utterance::words)
                .flatMap(List::stream)
                .filter(word -> word.startMs() >= from && word.startMs() < to)
                .toList();
    }

    /** At random moments of a new version of the minutes, again and again: after each the work goes on from where it was. */
    private void cancel(Random random) throws IOException, InterruptedException {
        server.must("rerun", job);
        Map<String, Integer> done = new TreeMap<>();
        double most = 0;
        while (true) {
            String stage = first(STAGE, show());
            if (stage.equals("DONE")) {
                break;
            }
            if (done.getOrDefault(stage, 0) == TIMES) {
                Thread.sleep(50);
                continue;
            }
            // Transcribing takes minutes, what comes after it seconds.
            Thread.sleep(random.nextInt(stage.equals("TRANSCRIBE") ? 20_000 : 1_000));
            long begin = System.nanoTime();
            server.ask("cancel", job);
            double answered = seconds(begin);
            double rested = rest(begin);
            String shown = show();
            String at = first(STAGE, shown);
            if (first(STATE, shown).equals("CANCELLED")) {
                done.merge(at, 1, Integer::sum);
                most = Math.max(most, rested);
                report.line("cancelled in %s: answered after %.2f s, at rest after %.2f s", at, answered, rested);
                server.must("retry", job);
            }
        }
        report.line("cancelled to at rest: most %.2f s (goal <= 2 s)", most);
        kept &= most <= 2 && done.keySet().containsAll(List.of("TRANSCRIBE", "SUMMARISE", "RENDER"));
    }

    private String show() throws IOException, InterruptedException {
        return server.ask("job", "show", job, "--json").output();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /** Waits until server and children have nothing to do. @return seconds from then to the begin of the calm */
    private double rest(long since) throws IOException, InterruptedException {
        ProcessHandle process = server.process();
        while (true) {
            double calm = seconds(since);
            double before = Processes.cpuSeconds(process);
            Thread.sleep(WINDOW_MS);
            if (Processes.cpuSeconds(process) - before <= REST * WINDOW_MS / 1000) {
                return calm;
            }
        }
    }
}
