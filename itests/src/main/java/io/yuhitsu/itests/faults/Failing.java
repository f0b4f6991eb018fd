package io.yuhitsu.itests.faults;

import io.yuhitsu.itests.check.Expected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Steps and deliveries that do not work at first. */
final class Failing {
    private static final String SUMMARISE_THROWS =
            """
            - route:
                id: pipeline-transcribe
                from:
                  uri: minutes:jobs
                  parameters:
                    stage: transcribe
                    concurrency: 2
                  steps:
                    - to: minutes:transcribe
            - route:
                id: pipeline-summarise
                from:
                  uri: minutes:jobs
                  parameters:
                    stage: summarise
                  steps:
                    - throwException:
                        exceptionType: java.lang.IllegalStateException
                        message: as the test wants it
            - route:
                id: pipeline-render
                from:
                  uri: minutes:jobs
                  parameters:
                    stage: render
                  steps:
                    - to: minutes:render
            """;

    private Failing() {}

    static List<Scenario> all() {
        return List.of(new Blocked(), new Unreadable(), new Broken(), new Absent());
    }

    /** Something lies where the profile's folder has to be. */
    private static final class Blocked implements Scenario {
        private static final String PROFILE = "blocked";

        @Override
        public String name() {
            return "an outbox that cannot be written for a while";
        }

        @Override
        public List<String> steps() {
            return List.of("deliveries.wait", "deliveries.sweep");
        }

        @Override
        public void prepare(Site site) throws IOException {
            Path place = site.path("outbox").resolve(PROFILE);
            if (Files.isDirectory(place)) {
                Files.move(place, aside(site));
            }
            Files.createDirectories(place.getParent());
            Files.writeString(place, "");
        }

        private static Path aside(Site site) {
            return site.recordings().folder().resolveSibling("outbox-" + PROFILE);
        }

        @Override
        public void act(Life life) throws IOException, InterruptedException, Gone {
            Path clip = life.site().recordings().next();
            life.site().hand(clip, PROFILE, clip.getFileName().toString(), Expected.Fate.MINUTES);
            life.awaitJob("DELIVER", "WAITING");
            restore(life.site());
            life.settle();
        }

        @Override
        public void restore(Site site) throws IOException {
            Path place = site.path("outbox").resolve(PROFILE);
            if (Files.isRegularFile(place)) {
                Files.delete(place);
                if (Files.isDirectory(aside(site))) {
                    Files.move(aside(site), place);
                }
            }
        }
    }

    /** The stored content is away when it is to be delivered; by then the job is far enough to need nothing else. */
    private static final class Unreadable implements Scenario {
        @Override
        public String name() {
            return "content that cannot be read for a while";
        }

        @Override
        public List<String> steps() {
            return List.of("deliveries.die");
        }

        @Override
        public void prepare(Site site) throws IOException {
            site.route("deliver-folder", ByHand.ELSEWHERE);
        }

        private static Path aside(Site site) {
            return site.recordings().folder().resolveSibling("blobs-away");
        }

        @Override
        public void act(Life life) throws IOException, InterruptedException, Gone {
            life.site().doom(life.site().hand(), "DEAD");
            // The one that the point before has left waits there, too.
            life.await("nothing but deliveries is open", () -> life.inboxIsEmpty() && life.onlyDeliveriesWait());
            move(life.site().path("blobs"), aside(life.site()));
            life.site().shippedRoute("deliver-folder");
            life.await("a job is dead", () -> life.count(null, "DEAD") > 0);
            restore(life.site());
            life.settle();
        }

        @Override
        public void restore(Site site) throws IOException {
            site.shippedRoute("deliver-folder");
            if (Files.isDirectory(aside(site))) {
                move(aside(site), site.path("blobs"));
            }
        }

        /** The files alone; folders stay for whoever writes into them meanwhile. */
        private static void move(Path from, Path to) throws IOException {
            List<Path> files;
            try (Stream<Path> all = Files.walk(from)) {
                files = all.filter(Files::isRegularFile).toList();
            }
            for (Path file : files) {
                Path place = to.resolve(from.relativize(file));
                Files.createDirectories(place.getParent());
                Files.move(file, place);
            }
        }
    }

    /** A route file of the administrator's that throws in the middle of the pipeline. */
    private static final class Broken implements Scenario {
        @Override
        public String name() {
            return "a step that fails for good";
        }

        @Override
        public List<String> steps() {
            return List.of("jobs.wait", "jobs.sweep", "jobs.die");
        }

        @Override
        public void prepare(Site site) throws IOException {
            site.route("pipeline", SUMMARISE_THROWS);
        }

        @Override
        public void act(Life life) throws IOException, InterruptedException, Gone {
            life.site().doom(life.site().hand(), "DEAD");
            life.await("a job is dead", () -> life.count(null, "DEAD") > 0);
            restore(life.site());
            life.settle();
        }

        @Override
        public void restore(Site site) throws IOException {
            site.shippedRoute("pipeline");
        }
    }

    /** A setting that the plugin of a stage refuses: it is as if it were not there, until the setting is right. */
    private static final class Absent implements Scenario {
        private static final String FILE = "io.yuhitsu.speech.transcription.cfg";

        @Override
        public String name() {
            return "a plugin that comes later";
        }

        @Override
        public List<String> steps() {
            return List.of("jobs.wake-plugins");
        }

        @Override
        public void prepare(Site site) throws IOException {
            site.configure(Map.of(FILE, "detection.seconds=1\n"));
        }

        @Override
        public void act(Life life) throws IOException, InterruptedException, Gone {
            life.site().hand();
            life.awaitJob("TRANSCRIBE", "WAITING");
            restore(life.site());
            life.settle();
        }

        @Override
        public void restore(Site site) throws IOException {
            site.configure(Map.of(FILE, "detection.seconds=60\n"));
        }
    }
}
