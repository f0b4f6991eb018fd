package io.yuhitsu.itests.faults;

import io.yuhitsu.itests.check.Expected;
import io.yuhitsu.itests.driver.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Recordings come in at random moments, and at a random moment the server, a recogniser or the decoder is killed, or the server is
 * stopped. What is done is the same for the same seed; when it falls depends on the machine.
 */
public final class Rounds {
    private static final int FEWEST = 10;
    private static final int MORE = 11;
    /** Rounds between two looks at everything, with all work ended. */
    private static final int CHECKED_AFTER = 5;
    /** Rounds that one data folder sees, so that the checks do not grow with the run. */
    private static final int FOLDER_AFTER = 25;
    /** Three deaths of children over one job make it a poison by right. */
    private static final int CHILDREN_KILLED = 2;
    /** Rounds of each data folder that bring a recording of several stretches. */
    private static final int LONG_ONES = 3;
    /** Takes the same recordings as the default profile, but while nothing happens to the server. */
    private static final String CALM = "calm";

    private static final Duration TO_STOP = Duration.ofSeconds(90);
    private static final Duration TO_APPEAR = Duration.ofSeconds(10);

    private final Installation installation;
    private final Path work;
    private final Path samples;
    private final Tally tally;
    private final long seed;
    private Site site;
    private Settling settling;
    private Life life;
    private int childrenKilled;
    private final Deque<Path> longOnes = new ArrayDeque<>();

    /** What befalls the server. */
    private enum Fault {
        KILL_WHILE_STARTING,
        KILL,
        STOP,
        RECOGNISER,
        DECODER
    }

    /** Something to do so many milliseconds after the round has begun. @param recording that comes in, when it is no fault; null for a new short one */
    private record Event(long at, Fault fault, Path recording) {}

    public Rounds(Installation installation, Path work, Path samples, Tally tally, long seed) {
        this.installation = installation;
        this.work = work;
        this.samples = samples;
        this.tally = tally;
        this.seed = seed;
    }

    /** @param inFull also what takes minutes, see {@link Walk#run} */
    public void run(int rounds, boolean inFull) throws IOException, InterruptedException {
        try {
            for (int round = 0; round < rounds; round++) {
                if (round % FOLDER_AFTER == 0) {
                    site = new Site(installation, work.resolve("rounds-" + round), samples, tally);
                    settling = new Settling(site);
                    settling.settle("a first start", this::begin);
                }
                round(round + 1, new Random(seed + 1_000_003L * round));
                boolean last = round + 1 == rounds || (round + 1) % FOLDER_AFTER == 0;
                if (last || (round + 1) % CHECKED_AFTER == 0) {
                    look(round + 1, last, inFull);
                }
            }
        } finally {
            if (life != null) {
                life.close();
            }
        }
    }

    /** What comes of a recording of several stretches without faults, and the one recording that may be dead. */
    private void begin(Life calm) throws IOException, InterruptedException, Gone {
        longOnes.clear();
        for (int i = 0; i < LONG_ONES; i++) {
            Path file = site.recordings().nextLong();
            longOnes.add(file);
            site.hand(file, CALM, file.getFileName().toString(), Expected.Fate.MINUTES);
        }
        calm.settle();
        Poison.feed(calm);
    }

    /** @param last of the data folder @param inFull see {@link #run} */
    private void look(int round, boolean last, boolean inFull) throws IOException, InterruptedException {
        String when = "round " + round;
        if (life != null) {
            try {
                settling.measure(life, when + ", before a restart");
            } catch (Gone e) {
                tally.fail("the server ended by itself after " + when);
            }
            life.close();
            life = null;
        }
        childrenKilled = 0;
        settling.settle(when);
        if (last) {
            for (String difference : SameWords.between(site, CALM, "default")) {
                tally.fail("the-same-words: " + difference);
            }
        }
        if (last && inFull) {
            settling.end();
            if (tally.failures().isEmpty()) {
                site.remove();
            }
        }
    }

    private void round(int round, Random random) throws IOException, InterruptedException {
        Fault fault = fault(random);
        long window = 2000 + random.nextInt(6000);
        List<Event> events = new ArrayList<>();
        int recordings = FEWEST + random.nextInt(MORE);
        for (int i = 0; i < recordings; i++) {
            events.add(new Event(random.nextLong(window), null, null));
        }
        events.add(new Event(random.nextLong(window), fault, null));
        if (!longOnes.isEmpty()) {
            // Early enough to be under way when it happens.
            events.add(new Event(0, null, longOnes.remove()));
        }
        events.sort(Comparator.comparingLong(Event::at));
        long begun = System.nanoTime();
        boolean fresh = life == null;
        try {
            if (fresh) {
                tally.started();
                life = Life.begin(site, null);
            }
            if (fault != Fault.KILL_WHILE_STARTING) {
                life.awaitReady();
            }
            play(events, random);
        } catch (Gone e) {
            tally.fail("the server ended by itself in round " + round);
            life = null;
        }
        tally.say(String.format(
                Locale.ROOT,
                "round %3d: %2d recordings, %s%s, %.1f s",
                round,
                recordings,
                fault.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                fresh ? "" : " of a server that ran",
                (System.nanoTime() - begun) / 1e9));
        if (life == null) {
            tally.violations("round " + round + " of seed " + seed, site.checkAtAnyTime());
        }
    }

    private Fault fault(Random random) {
        int of100 = random.nextInt(100);
        if (of100 < 30 && childrenKilled < CHILDREN_KILLED) {
            childrenKilled++;
            return of100 < 15 ? Fault.RECOGNISER : Fault.DECODER;
        }
        if (of100 < 45) {
            return Fault.STOP;
        }
        // A server that ran before this round is not starting any more.
        return of100 < 65 && life == null ? Fault.KILL_WHILE_STARTING : Fault.KILL;
    }

    /** Recordings that come after the end of the server come all the same: the inbox is a folder. */
    private void play(List<Event> events, Random random) throws IOException, InterruptedException, Gone {
        long begin = System.nanoTime();
        for (Event event : events) {
            long left = event.at() - (System.nanoTime() - begin) / 1_000_000;
            if (left > 0 && life != null) {
                Thread.sleep(left);
            }
            if (event.recording() != null) {
                site.hand(
                        event.recording(),
                        "default",
                        event.recording().getFileName().toString(),
                        Expected.Fate.MINUTES);
            } else if (event.fault() == null) {
                site.hand();
            } else {
                befall(event.fault(), random);
            }
        }
    }

    private void befall(Fault fault, Random random) throws IOException, InterruptedException, Gone {
        switch (fault) {
            case KILL, KILL_WHILE_STARTING -> {
                life.close();
                life = null;
            }
            case STOP -> {
                life.terminate();
                if (life.awaitEnd(TO_STOP) == -1) {
                    tally.fail("the server does not stop within " + TO_STOP);
                }
                life.close();
                life = null;
            }
            case RECOGNISER -> killOne(Life.RECOGNISER, random);
            case DECODER -> killOne(Life.DECODER, random);
        }
    }

    private void killOne(String kind, Random random) throws IOException, InterruptedException, Gone {
        long end = System.nanoTime() + TO_APPEAR.toNanos();
        List<ProcessHandle> children = life.children(kind);
        while (children.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(10);
            children = life.children(kind);
        }
        if (!children.isEmpty()) {
            children.get(random.nextInt(children.size())).destroyForcibly();
        }
    }
}
