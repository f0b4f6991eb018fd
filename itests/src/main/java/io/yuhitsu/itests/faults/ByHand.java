package io.yuhitsu.itests.faults;

import io.yuhitsu.itests.driver.Installation.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** What people do with commands. */
final class ByHand {
    /** The channel of the shipped route is away, so that a job comes to its delivery and waits. */
    static final String ELSEWHERE =
            """
            - route:
                id: deliver-folder
                from:
                  uri: minutes:deliveries
                  parameters:
                    channel: elsewhere
                  steps:
                    - to: "outbox:{{outbox.folder}}"
            """;

    private static final String MODEL = "vosk-model-copy-ja";

    private ByHand() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("profiles come and go", List.of("profiles.save", "profiles.remove"), ByHand::profiles),
                new Acts(),
                Scenario.of("a model is installed twice", List.of("model.set-aside", "model.install"), ByHand::models),
                new PuttingBack());
    }

    private static void profiles(Life life) throws IOException, InterruptedException, Gone {
        must(life, "profile", "set", "extra", "language=ja");
        must(life, "profile", "remove", "extra");
    }

    private static void models(Life life) throws IOException, InterruptedException, Gone {
        Path model = model(life.site());
        must(life, "model", "install", model.toString());
        must(life, "model", "install", model.toString());
    }

    static void must(Life life, String... arguments) throws IOException, InterruptedException, Gone {
        Outcome outcome = life.ask(arguments);
        if (outcome.exit() != 0) {
            throw new IOException(
                    String.join(" ", arguments) + " ended with " + outcome.exit() + ": " + outcome.output());
        }
    }

    /** One of the shipped models under another name. */
    private static Path model(Site site) throws IOException {
        Path shipped = site.installation().home().resolve("models/vosk-model-demo-ja");
        Path copy = site.recordings().folder().resolveSibling(MODEL);
        if (!Files.isDirectory(copy)) {
            try (Stream<Path> files = Files.walk(shipped)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.copy(file, copy.resolve(shipped.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return copy;
    }

    /** A job is cancelled, tried again and made anew. Its channel is away meanwhile, so that it does not end by itself. */
    private static final class Acts implements Scenario {
        @Override
        public String name() {
            return "cancel, retry, rerun";
        }

        @Override
        public List<String> steps() {
            return List.of("deliveries.channels", "jobs.cancel", "jobs.retry", "jobs.rerun");
        }

        @Override
        public void prepare(Site site) throws IOException {
            site.route("deliver-folder", ELSEWHERE);
        }

        @Override
        public void act(Life life) throws IOException, InterruptedException, Gone {
            Site site = life.site();
            site.doom(site.hand(), "CANCELLED");
            life.awaitJob("DELIVER", "WAITING");
            String job = life.jobs("WAITING").get(0).path("id").asText();
            must(life, "cancel", job);
            must(life, "retry", job);
            site.shippedRoute("deliver-folder");
            life.settle();
            must(life, "rerun", job);
            life.settle();
        }

        @Override
        public void restore(Site site) throws IOException {
            site.shippedRoute("deliver-folder");
        }
    }

    /** The server dies while one model takes the place of another; the next start finds the old one aside. */
    private static final class PuttingBack implements Scenario {
        @Override
        public String name() {
            return "an installation of a model that was cut off";
        }

        @Override
        public List<String> steps() {
            return List.of("model.put-back");
        }

        @Override
        public void prepare(Site site) throws IOException, InterruptedException {
            try (Life life = Life.begin(site, new CrashPoint("model.set-aside", true))) {
                life.awaitReady();
                models(life);
                throw new IOException("the model did not replace another");
            } catch (Gone e) {
                // As wanted.
                return;
            }
        }

        @Override
        public void act(Life life) throws IOException, InterruptedException, Gone {
            life.settle();
        }
    }
}
