package io.yuhitsu.operations.shell.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.yuhitsu.api.delivery.Delivery;
import io.yuhitsu.api.intake.RecordingFacts;
import io.yuhitsu.api.job.Artifact;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.JobEvent;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "minutes", name = "show-job", description = "Shows one job: state, results, deliveries, log")
public final class ShowJob extends JobAction {
    @Argument(name = "job", required = true, description = "Job id")
    @Completion(JobIds.class)
    String id;

    @Option(name = "--json", description = "For programs")
    boolean json;

    @Override
    public Object execute() throws Exception {
        Screen screen = Screen.of(session);
        Job job = job(id);
        RecordingFacts facts = jobs.facts(job);
        if (json) {
            printJson(screen, job, facts);
        } else {
            print(screen, job, facts);
        }
        return null;
    }

    private void print(Screen screen, Job job, RecordingFacts facts) {
        Columns table = new Columns()
                .row(screen.text("head.job"), job.id().value())
                .row(screen.text("head.recording"), facts.fileName())
                .row(screen.text("head.length"), JobView.clock(facts.recorded().duration()))
                .row(screen.text("head.profile"), job.profile().value())
                .row(screen.text("head.title"), facts.title())
                .row(
                        screen.text("head.date"),
                        facts.date() + " ("
                                + screen.text(
                                        "date." + facts.dateSource().name().toLowerCase(Locale.ROOT)) + ")")
                .row(screen.text("head.version"), String.valueOf(job.version()))
                .row(screen.text("head.stage"), JobView.stage(screen, job.stage()))
                .row(screen.text("head.state"), JobView.state(screen, job.state()))
                .row(screen.text("head.received"), JobView.time(job.receivedAt(), job));
        jobs.eta(job)
                .filter(eta -> !job.state().isFinal())
                .ifPresent(eta -> table.row(screen.text("head.left"), JobView.clock(eta)));
        job.findReason().ifPresent(reason -> table.row(screen.text("head.reason"), screen.in(reason)));
        table.print(new Screen(screen.out(), screen.locale(), 0));
        heading(screen, "head.documents");
        Columns documents = new Columns();
        results(job).forEach(a -> documents.row("  " + a.name(), JobView.bytes(a.bytes())));
        documents.print(screen);
        heading(screen, "head.deliveries");
        for (Delivery delivery : jobs.deliveries(job)) {
            screen.out()
                    .println("  " + delivery.target().name() + "  "
                            + screen.text("delivery." + delivery.state().name().toLowerCase(Locale.ROOT))
                            + (delivery.reason() == null ? "" : "  " + screen.in(delivery.reason())));
        }
        heading(screen, "head.log");
        for (JobEvent event : jobs.log(job)) {
            screen.out()
                    .println("  " + JobView.time(event.at(), job) + "  " + JobView.stage(screen, event.stage()) + "  "
                            + screen.in(event.message()));
        }
    }

    /** Each name once: some results of a step are a document of the set, too. */
    private Collection<Artifact> results(Job job) {
        Map<String, Artifact> byName = new LinkedHashMap<>();
        jobs.artifacts(job).stream()
                .sorted(Comparator.comparing(Artifact::kind))
                .forEach(artifact -> byName.putIfAbsent(artifact.name(), artifact));
        return byName.values();
    }

    private static void heading(Screen screen, String code) {
        screen.out().println();
        screen.say(code);
    }

    private void printJson(Screen screen, Job job, RecordingFacts facts) throws Exception {
        ObjectNode node = Json.of(job, facts);
        node.put("etaSeconds", jobs.eta(job).map(eta -> eta.toSeconds()).orElse(null));
        ArrayNode documents = node.putArray("artifacts");
        for (Artifact artifact : results(job)) {
            documents
                    .addObject()
                    .put("kind", artifact.kind().name())
                    .put("name", artifact.name())
                    .put("mediaType", artifact.mediaType())
                    .put("bytes", artifact.bytes())
                    .put("sha256", artifact.sha256().hex());
        }
        ArrayNode deliveries = node.putArray("deliveries");
        jobs.deliveries(job).forEach(delivery -> deliveries.add(Json.of(delivery)));
        ArrayNode log = node.putArray("log");
        for (JobEvent event : jobs.log(job)) {
            ObjectNode line = Json.of(event.message());
            line.put("at", event.at().toString()).put("stage", event.stage().name());
            log.add(line);
        }
        Json.print(screen, node);
    }
}
