package io.yuhitsu.itests.faults;

import java.io.IOException;
import java.util.List;

/** A first start and the first recording; each begins with an empty data folder. */
final class Starting {
    private Starting() {}

    static List<Scenario> all() {
        return List.of(
                new First(
                        "the first start",
                        List.of(
                                "keys.master",
                                "database.make",
                                "database.migrate",
                                "profiles.first",
                                "routes.last-good"),
                        life -> life.settle()),
                new First("the first recording", List.of("keys.tenant"), life -> {
                    life.site().hand();
                    life.settle();
                }));
    }

    private record First(String name, List<String> steps, Act then) implements Scenario {
        @Override
        public void prepare(Site site) throws IOException {
            site.wipe();
        }

        @Override
        public void act(Life life) throws IOException, InterruptedException, Gone {
            then.act(life);
        }
    }
}
