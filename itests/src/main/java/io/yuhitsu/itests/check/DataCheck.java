package io.yuhitsu.itests.check;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Checks the promises of a data folder whose server does not run. One thread. What was read of blobs is remembered, so that the next check
 * of the same folder reads the new ones alone.
 */
public final class DataCheck {
    private final Path data;
    private final Map<String, Snapshot.Content> known = Snapshot.nothingKnown();

    public DataCheck(Path data) {
        this.data = data.toAbsolutePath();
    }

    /** Arguments: the data folder. Prints one line for each violation; its status is 1 when there is one. */
    public static void main(String[] args) throws IOException {
        List<Violation> found = new DataCheck(Path.of(args[0])).settled(List.of(), Duration.ofDays(2));
        found.forEach(System.out::println);
        System.exit(found.isEmpty() ? 0 : 1);
    }

    /** The promises that hold at every instruction: of a server that was killed just now. */
    public List<Violation> atAnyTime(Collection<Expected> handedIn) throws IOException {
        return check(always(), handedIn);
    }

    /**
     * All promises: of a server that had ended its work before it was stopped.
     *
     * @param limit age from which nothing may be left of crashes
     */
    public List<Violation> settled(Collection<Expected> handedIn, Duration limit) throws IOException {
        return check(
                Stream.of(
                                always().stream(),
                                JobRules.SETTLED.stream(),
                                FolderRules.SETTLED.stream(),
                                Stream.of(BlobRules.noOrphans(limit), FolderRules.noLeftovers(limit)))
                        .flatMap(rules -> rules)
                        .toList(),
                handedIn);
    }

    private static List<Rule> always() {
        return Stream.of(JobRules.ALWAYS, BlobRules.ALWAYS, OutboxRules.ALWAYS, FolderRules.ALWAYS)
                .flatMap(List::stream)
                .toList();
    }

    private List<Violation> check(List<Rule> rules, Collection<Expected> handedIn) throws IOException {
        List<Violation> found = new ArrayList<>();
        try (Snapshot snapshot = new Snapshot(data, handedIn, known)) {
            for (Rule rule : rules) {
                rule.check(
                        snapshot,
                        (what, values) ->
                                found.add(new Violation(rule.name(), String.format(Locale.ROOT, what, values))));
            }
        }
        return found;
    }
}
