package io.yuhitsu.routes.internal.files;

import io.yuhitsu.api.text.Texts;
import io.yuhitsu.routes.internal.minutes.MinutesComponent;
import io.yuhitsu.routes.internal.minutes.MinutesHeaders;
import io.yuhitsu.routes.internal.minutes.RouteRefused;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which schemes route files may use, and what their entries may say in headers. Against mistakes; it is no sandbox. */
final class Schemes {
    /** Names that start a message's way inside one file. */
    static final Set<String> INTERNAL = Set.of("direct", "seda");

    /** Of Camel's own components. All the others that lie in our Camel bundle (bean, class, language, scheduler) run code or serve nothing. */
    private static final Set<String> OF_CAMEL = new TreeSet<>(Set.of("direct", "seda", "timer", "log", "file"));

    private static final String OURS = "io.yuhitsu.";
    private static final String WRAPPED = "io.yuhitsu.platform.";
    private static final String ENTRIES = "io.yuhitsu.intake.";
    private static final Texts TEXTS = Texts.beside(Schemes.class);

    private final Components components;

    Schemes(Components components) {
        this.components = components;
    }

    /**
     * The component behind a scheme.
     *
     * @throws RouteRefused when route files may not use it
     * @throws MissingComponent when nobody provides it yet
     */
    Components.Provided find(String scheme) {
        Optional<Components.Provided> provided = components.find(scheme);
        if (provided.isPresent()
                && !OF_CAMEL.contains(scheme)
                && !isOurs(provided.get().bundle())) {
            Set<String> allowed = new TreeSet<>(OF_CAMEL);
            allowed.add(MinutesComponent.SCHEME);
            throw new RouteRefused(TEXTS.message("scheme-refused", scheme, String.join(", ", allowed)));
        }
        return provided.orElseThrow(() -> new MissingComponent(scheme));
    }

    /** What we wrote ourselves is made for route files; what we only wrapped has to be listed. */
    private static boolean isOurs(String bundle) {
        return bundle.startsWith(OURS) && !bundle.startsWith(WRAPPED);
    }

    /**
     * Whether a foreign-looking header that an entry of that scheme brings is its own. Only code of our own intake bundles may name
     * {@code Minutes…} fields: mail, HTTP and the like hand on header names that a stranger chose.
     */
    boolean isOwn(String scheme, String header) {
        String lower = header.toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case MinutesComponent.SCHEME -> lower.startsWith(MinutesHeaders.PREFIX);
            case "file" -> lower.startsWith("camelfile");
            case "timer" -> lower.startsWith("cameltimer") || lower.equals("camelmessagetimestamp");
            default ->
                MinutesHeaders.OF_AN_ENTRY.contains(header)
                        && components
                                .find(scheme)
                                .filter(found -> found.bundle().startsWith(ENTRIES))
                                .isPresent();
        };
    }
}
