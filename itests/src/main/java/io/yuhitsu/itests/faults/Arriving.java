package io.yuhitsu.itests.faults;

import io.yuhitsu.itests.check.Expected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How files come in, and what each becomes. */
final class Arriving {
    private Arriving() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of(
                        "a recording with a side file",
                        List.of(
                                "blob.content",
                                "blob.name",
                                "jobs.submit",
                                "jobs.log",
                                "inbox.side-file",
                                "inbox.accept",
                                "jobs.claim",
                                "jobs.segment",
                                "jobs.progress",
                                "jobs.result",
                                "jobs.advance",
                                "deliveries.claim",
                                "outbox.document",
                                "outbox.name",
                                "deliveries.delivered"),
                        Arriving::withSideFile),
                Scenario.of("the same recording again", List.of("blob.delete"), Arriving::again),
                Scenario.of("no recording", List.of("inbox.note", "inbox.reject"), Arriving::nonsense),
                new Deleting());
    }

    private static void withSideFile(Life life) throws IOException, InterruptedException, Gone {
        handWithSideFile(life, Expected.Fate.MINUTES);
        life.settle();
    }

    private static void handWithSideFile(Life life, Expected.Fate fate) throws IOException {
        Path clip = life.site().recordings().next();
        String name = clip.getFileName().toString();
        Path inbox = Files.createDirectories(life.site().path("inbox/default"));
        Path aside = Files.writeString(inbox.resolve("." + name + ".json.part"), "{\"participants\": [\"高橋\"]}");
        Files.move(aside, inbox.resolve(name + ".json"));
        life.site().hand(clip, "default", name, fate);
    }

    private static void again(Life life) throws IOException, InterruptedException, Gone {
        Path clip = life.site().recordings().next();
        String name = clip.getFileName().toString();
        life.site().hand(clip, "default", name, Expected.Fate.MINUTES);
        life.settle();
        life.site().hand(clip, "default", "again " + name, Expected.Fate.MINUTES);
        life.settle();
    }

    private static void nonsense(Life life) throws IOException, InterruptedException, Gone {
        Path text = life.site().recordings().nonsense();
        life.site().hand(text, "default", text.getFileName().toString(), Expected.Fate.REJECTED);
        life.settle();
    }

    /** The administrator wants recordings deleted when they are stored. */
    private static final class Deleting implements Scenario {
        @Override
        public String name() {
            return "a recording that is deleted when it is stored";
        }

        @Override
        public List<String> steps() {
            return List.of("inbox.delete");
        }

        @Override
        public void prepare(Site site) throws IOException {
            site.routes("inbox.delete=true\n");
        }

        @Override
        public void act(Life life) throws IOException, InterruptedException, Gone {
            handWithSideFile(life, Expected.Fate.MINUTES_AND_DELETED);
            life.settle();
        }

        @Override
        public void restore(Site site) throws IOException {
            site.routes("");
        }
    }
}
