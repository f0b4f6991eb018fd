package io.yuhitsu.routes.internal.files;

import io.yuhitsu.api.text.Texts;
import io.yuhitsu.routes.internal.minutes.MinutesComponent;
import io.yuhitsu.routes.internal.minutes.RouteRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;

/** A step belongs below the jobs route of its own stage; what can be seen of that in the file is refused before it runs. */
final class StepPlacement {
    private static final Pattern JOBS = Pattern.compile("minutes:(?://)?jobs\\b.*?[?&]stage=([^&]*).*");
    private static final Pattern VERB = Pattern.compile("minutes:(?://)?([^?]+)(?:\\?.*)?");
    private static final Texts TEXTS = Texts.beside(StepPlacement.class);

    private StepPlacement() {}

    static void check(CamelContext context) {
        for (RouteDefinition route : ((ModelCamelContext) context).getRouteDefinitions()) {
            String from = resolved(context, route.getInput().getEndpointUri());
            if (Schemes.INTERNAL.stream().anyMatch(scheme -> from.startsWith(scheme + ":"))) {
                continue;
            }
            Matcher jobs = JOBS.matcher(from);
            Optional<String> stage = jobs.matches() ? Optional.of(jobs.group(1)) : Optional.empty();
            for (String verb : steps(context, route)) {
                if (stage.isEmpty()) {
                    throw new RouteRefused(TEXTS.message("step-misplaced", route.getRouteId(), verb));
                }
                if (!stage.get().equals(verb)) {
                    throw new RouteRefused(TEXTS.message("step-mismatch", route.getRouteId(), verb, stage.get()));
                }
            }
        }
    }

    private static List<String> steps(CamelContext context, RouteDefinition route) {
        List<ProcessorDefinition<?>> outputs = route.getOutputs();
        List<String> verbs = new ArrayList<>();
        for (SendDefinition<?> send : ProcessorDefinitionHelper.filterTypeInOutputs(outputs, SendDefinition.class)) {
            Matcher verb = VERB.matcher(resolved(context, send.getEndpointUri()));
            if (verb.matches() && MinutesComponent.isStep(verb.group(1))) {
                verbs.add(verb.group(1));
            }
        }
        return verbs;
    }

    private static String resolved(CamelContext context, String uri) {
        return uri == null ? "" : context.resolvePropertyPlaceholders(uri);
    }
}
