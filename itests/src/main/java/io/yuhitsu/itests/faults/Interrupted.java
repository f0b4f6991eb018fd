package io.yuhitsu.itests.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** Work that takes long, loses its child or its server. */
final class Interrupted {
    /** Longer than the harness's lease, shorter than its patience. */
    private static final String SLOW =
            """
            - route:
                id: deliver-folder
                from:
                  uri: minutes:deliveries
                  parameters:
                    channel: folder
                  steps:
                    - delay:
                        constant: 15000
                    - to: "outbox:{{outbox.folder}}"
            """;

    /** Leases are renewed every third of their ten seconds. */
    private static final Duration RENEWAL = Duration.ofSeconds(8);

    private static final Duration TO_STOP = Duration.ofSeconds(40);

    private Interrupted() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("a recogniser that dies", List.of("jobs.child-died"), Interrupted::childDies),
                Scenario.of("a step that takes long", List.of("jobs.renew"), Interrupted::longStep),
                Scenario.of("a stop within a step", List.of("jobs.give-back"), Interrupted::stopped),
                new SlowDelivery("a delivery that takes long", "deliveries.renew", life -> life.settle()),
                new SlowDelivery("a stop within a delivery", "deliveries.give-back", life -> {
                    life.terminate();
                    life.awaitEnd(TO_STOP);
                }),
                new LeftBehind(
                        "work of a server that was killed",
                        List.of("jobs.release-earlier-runs", "deliveries.release-earlier-runs"),
                        true),
                new LeftBehind("work of a server that nobody knows", List.of("node.id"), false));
    }

    /** A job whose segment lies with recognisers that stand still. */
    private static void hang(Life life) throws IOException, InterruptedException, Gone {
        warmUp(life);
        life.freezeRecognisers();
        life.site().hand();
        life.awaitJob("TRANSCRIBE", "RUNNING");
    }

    /** Recognisers begin with the first job that needs one. */
    private static void warmUp(Life life) throws IOException, InterruptedException, Gone {
        if (life.children(Life.RECOGNISER).isEmpty()) {
            life.site().hand();
            life.settle();
        }
    }

    private static void childDies(Life life) throws IOException, InterruptedException, Gone {
        hang(life);
        // How far into the segment the death falls: the recogniser has to have been given it.
        Thread.sleep(1000);
        for (ProcessHandle child : life.children(Life.RECOGNISER)) {
            child.destroyForcibly();
        }
        life.settle();
    }

    private static void longStep(Life life) throws IOException, InterruptedException, Gone {
        hang(life);
        life.awaitEnd(RENEWAL);
        life.thaw();
        life.settle();
    }

    private static void stopped(Life life) throws IOException, InterruptedException, Gone {
        hang(life);
        life.terminate();
        life.awaitEnd(TO_STOP);
    }

    /** A delivery that lasts. */
    private record SlowDelivery(String name, String step, Act then) implements Scenario {
        @Override
        public List<String> steps() {
            return List.of(step);
        }

        @Override
        public void prepare(Site site) throws IOException {
            site.route("deliver-folder", SLOW);
        }

        @Override
        public void act(Life life) throws IOException, InterruptedException, Gone {
            life.site().hand();
            life.awaitJob("DELIVER", "RUNNING");
            then.act(life);
        }

        @Override
        public void restore(Site site) throws IOException {
            site.shippedRoute("deliver-folder");
        }
    }

    /** @param named the server knows at its next start who it was; if not, leases end by time */
    private record LeftBehind(String name, List<String> steps, boolean named) implements Scenario {
        @Override
        public void prepare(Site site) throws IOException, InterruptedException {
            site.route("deliver-folder", SLOW);
            try (Life life = Life.begin(site, null)) {
                life.awaitReady();
                // A delivery that an earlier halt left would be taken for the one that is left behind here.
                life.settle();
                warmUp(life);
                life.site().hand();
                life.awaitJob("DELIVER", "RUNNING");
                hang(life);
            } catch (Gone e) {
                throw new IOException("the server ended by itself", e);
            } finally {
                site.shippedRoute("deliver-folder");
            }
            if (!named) {
                Files.delete(site.path("run/node"));
            }
        }

        @Override
        public void act(Life life) throws IOException, InterruptedException, Gone {
            life.settle();
        }
    }
}
