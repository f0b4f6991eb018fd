package io.yuhitsu.routes.internal.minutes;

import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.pipeline.Intake;
import io.yuhitsu.api.pipeline.Pipeline;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** Scheme {@code minutes}. Its URIs are public API: docs/routes.md describes each verb and option. */
public final class MinutesComponent extends DefaultComponent {
    public static final String SCHEME = "minutes";

    /** The stages with a jobs route and a step of the same name. APPROVE waits for a person, DELIVER goes through channels. */
    static final Set<Stage> STEPS = EnumSet.of(Stage.TRANSCRIBE, Stage.SUMMARISE, Stage.RENDER);

    private static final int MOST_AT_ONCE = 64;

    private final Pipeline pipeline;
    private final Intake intake;
    private final Channels channels;

    public MinutesComponent(Pipeline pipeline, Intake intake, Channels channels) {
        this.pipeline = pipeline;
        this.intake = intake;
        this.channels = channels;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String verb, Map<String, Object> parameters) {
        Endpoint endpoint =
                switch (verb) {
                    case "jobs" -> jobs(uri, new Options("minutes:jobs", parameters, Set.of("stage", "concurrency")));
                    case "intake" ->
                        intake(uri, new Options("minutes:intake", parameters, Set.of("tenant", "profile")));
                    case "deliveries" ->
                        deliveries(uri, new Options("minutes:deliveries", parameters, Set.of("channel")));
                    default -> step(uri, verb, parameters);
                };
        // All of them are read; what Camel finds here it takes for unknown.
        parameters.clear();
        return endpoint;
    }

    private Endpoint jobs(String uri, Options options) {
        Stage stage = options.read("stage", options.needed("stage"), MinutesComponent::stage);
        int concurrency = options.number("concurrency", 1, 1, MOST_AT_ONCE);
        return new MinutesEndpoint(uri, this, "minutes:jobs") {
            @Override
            JobsConsumer from(org.apache.camel.Processor route) {
                return new JobsConsumer(this, route, pipeline, stage, concurrency);
            }
        };
    }

    private Endpoint intake(String uri, Options options) {
        TenantId tenant = options.read("tenant", options.needed("tenant"), TenantId::new);
        ProfileId profile = options.text("profile")
                .map(name -> options.read("profile", name, ProfileId::new))
                .orElse(null);
        return new MinutesEndpoint(uri, this, "minutes:intake") {
            @Override
            IntakeProducer to() {
                return new IntakeProducer(this, intake, tenant, profile);
            }
        };
    }

    private Endpoint deliveries(String uri, Options options) {
        String channel = options.needed("channel");
        return new MinutesEndpoint(uri, this, "minutes:deliveries") {
            @Override
            DeliveriesConsumer from(org.apache.camel.Processor route) {
                return new DeliveriesConsumer(this, route, channels, channel);
            }
        };
    }

    private Endpoint step(String uri, String verb, Map<String, Object> parameters) {
        Stage stage = STEPS.stream()
                .filter(known -> known.verb().equals(verb))
                .findFirst()
                .orElseThrow(
                        () -> new RouteRefused(Options.TEXTS.message("unknown-verb", verb, Options.list(verbs()))));
        new Options("minutes:" + verb, parameters, Set.of());
        return new MinutesEndpoint(uri, this, "minutes:" + verb) {
            @Override
            StepProducer to() {
                return new StepProducer(this, stage);
            }
        };
    }

    /** Whether that verb is the step of a stage. */
    public static boolean isStep(String verb) {
        return STEPS.stream().anyMatch(stage -> stage.verb().equals(verb));
    }

    private static Stage stage(String text) {
        return STEPS.stream()
                .filter(known -> known.verb().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(stages()));
    }

    private static String stages() {
        return STEPS.stream().map(Stage::verb).collect(Collectors.joining(", "));
    }

    private static Set<String> verbs() {
        Set<String> verbs = new TreeSet<>(Set.of("jobs", "intake", "deliveries"));
        STEPS.forEach(stage -> verbs.add(stage.verb()));
        return verbs;
    }
}
