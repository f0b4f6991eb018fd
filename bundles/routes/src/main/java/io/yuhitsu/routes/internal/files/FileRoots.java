package io.yuhitsu.routes.internal.files;

import io.yuhitsu.api.text.Texts;
import io.yuhitsu.routes.internal.minutes.RouteRefused;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.spi.EndpointStrategy;
import org.apache.camel.util.URISupport;

/** {@code file:} endpoints may only work below these folders; checked for every endpoint, also for those that a message names. */
final class FileRoots implements EndpointStrategy {
    private static final Set<String> PATHS = Set.of(
            "move",
            "moveFailed",
            "preMove",
            "moveExisting",
            "tempFileName",
            "tempPrefix",
            "doneFileName",
            "localWorkDirectory");
    private static final Texts TEXTS = Texts.beside(FileRoots.class);

    private final Supplier<List<Path>> roots;

    FileRoots(Supplier<List<Path>> roots) {
        this.roots = roots;
    }

    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        if (endpoint instanceof FileEndpoint file) {
            check(file);
        }
        return endpoint;
    }

    private void check(FileEndpoint file) {
        Path folder = file.getFile().toPath().toAbsolutePath().normalize();
        List<Path> allowed = roots.get().stream()
                .map(root -> root.toAbsolutePath().normalize())
                .toList();
        if (allowed.stream().noneMatch(folder::startsWith)) {
            throw new RouteRefused(TEXTS.message("folder-refused", folder, allowed));
        }
        if (!file.isJailStartingDirectory()) {
            throw new RouteRefused(TEXTS.message("jail-refused"));
        }
        options(file).forEach((name, value) -> {
            if (PATHS.contains(name)
                    && (value.toString().startsWith("/") || value.toString().contains(".."))) {
                throw new RouteRefused(TEXTS.message("path-refused", name, value));
            }
        });
    }

    private static Map<String, Object> options(FileEndpoint file) {
        String uri = file.getEndpointUri();
        int query = uri.indexOf('?');
        try {
            return query < 0 ? Map.of() : URISupport.parseQuery(uri.substring(query + 1));
        } catch (java.net.URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
