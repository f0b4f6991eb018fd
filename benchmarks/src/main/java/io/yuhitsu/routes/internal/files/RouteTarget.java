package io.yuhitsu.routes.internal.files;

import io.yuhitsu.benchmarks.FuzzTarget;
import io.yuhitsu.routes.internal.minutes.RouteRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Route files, as far as they are read before Camel reads them. */
public final class RouteTarget {
    private RouteTarget() {}

    /** @param routes folder of those that are shipped */
    public static FuzzTarget target(Path routes) throws IOException {
        List<byte[]> samples = new ArrayList<>();
        try (Stream<Path> files = Files.list(routes)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(RouteSource.SUFFIX)).toList()) {
                samples.add(Files.readAllBytes(file));
            }
        }
        return new FuzzTarget("route-file", samples, damaged -> {
            try {
                RouteLint.check(new String(damaged, StandardCharsets.UTF_8));
                return "read";
            } catch (RouteRefused e) {
                return "refused";
            }
        });
    }
}
