package io.yuhitsu.intake.folder.internal;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.intake.Arrivals;
import io.yuhitsu.api.intake.IntakeRequest.SideFile;
import io.yuhitsu.api.text.Texts;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the inbox, hands each file that has come to rest to the route, and files it away when the route says that it is durable. A file
 * stays in the inbox until then, so a crash at any instruction loses nothing; the same content again is known by its hash.
 */
final class InboxConsumer extends DefaultConsumer implements Suspendable {
    private static final Logger LOG = LoggerFactory.getLogger(InboxConsumer.class);
    private static final Texts TEXTS = Texts.beside(InboxConsumer.class);

    private final InboxEndpoint endpoint;
    private final Path inbox;
    private final Clock clock = Clock.systemUTC();
    private final Settling settling;
    private final Departures departures;
    private final Waits waits;
    private ServiceRegistration<Arrivals> service;
    private volatile ScheduledExecutorService scheduler;
    private volatile ScheduledFuture<?> looking;
    private final Set<Path> ignoredLinks = new HashSet<>();
    private boolean missing;
    private boolean failing;

    InboxConsumer(InboxEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.inbox = endpoint.folder;
        this.departures = new Departures(endpoint);
        this.waits = new Waits(clock);
        this.settling = new Settling(clock, endpoint.settle, endpoint.settleZeros);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (Files.isDirectory(inbox) || !Files.isSymbolicLink(inbox)) {
            Files.createDirectories(inbox.resolve(ProfileId.DEFAULT.value()));
        }
        Bundle bundle = FrameworkUtil.getBundle(InboxConsumer.class);
        if (bundle != null) {
            service = bundle.getBundleContext().registerService(Arrivals.class, this::waiting, null);
        }
        scheduler = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newSingleThreadScheduledExecutor(this, "inbox");
        looking = scheduler.schedule(this::lookAndGoOn, 0, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() throws Exception {
        if (service != null) {
            service.unregister();
            service = null;
        }
        if (scheduler != null) {
            ScheduledExecutorService stopping = scheduler;
            scheduler = null;
            looking.cancel(false);
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownGraceful(stopping);
        }
        super.doStop();
    }

    /** While it is suspended another one, of the changed route file, has the inbox. */
    List<Arrivals.Waiting> waiting(Duration longerThan) {
        return isSuspendingOrSuspended() ? List.of() : waits.longerThan(longerThan);
    }

    /** A file that is about to come to rest is looked at in that moment, not a whole poll later. */
    private void lookAndGoOn() {
        look();
        Duration next = settling.untilNextRest(endpoint.poll);
        ScheduledExecutorService running = scheduler;
        if (running != null && !running.isShutdown()) {
            try {
                looking = running.schedule(this::lookAndGoOn, next.toMillis() + 1, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // Stopped in this moment.
            }
        }
    }

    /** One look; nothing that goes wrong with it may end the looking. */
    private void look() {
        try {
            Instant began = clock.instant();
            InboxScan.Look look = InboxScan.of(inbox);
            List<InboxScan.Candidate> candidates = look.candidates();
            warnOf(look.ignored());
            if (missing) {
                missing = false;
                LOG.info("the inbox folder {} is there again", inbox);
            }
            Set<Path> present = new HashSet<>();
            candidates.forEach(candidate -> present.add(candidate.file()));
            settling.looking(began, present);
            departures.looking(present);
            waits.looking(present);
            if (!candidates.isEmpty()) {
                takeAll(candidates, Writers.below(look.folders()));
            }
            failing = false;
        } catch (NoSuchFileException e) {
            if (!missing && !Files.isDirectory(inbox)) {
                missing = true;
                LOG.warn("the inbox folder {} is gone; it is taken up again when it is back", inbox);
            }
        } catch (Exception | Error e) {
            if (!failing) {
                failing = true;
                LOG.warn("the inbox folder {} could not be looked through; tried again", inbox, e);
            }
        }
    }

    /** Once for each link, as long as it is there. */
    private void warnOf(Set<Path> links) {
        ignoredLinks.retainAll(links);
        for (Path link : links) {
            if (!ignoredLinks.add(link)) {
                continue;
            }
            if (link.getNameCount() == 1) {
                LOG.warn(
                        "the link {} is not followed: it has to lead to a folder outside of the inbox and belong to root or the server's user",
                        inbox.resolve(link));
            } else {
                // Deeper names say what a meeting is about.
                LOG.warn(
                        "a link below {} is not followed, only those directly in the inbox are; put the files themselves there (find -type l shows it)",
                        inbox.resolve(link.getName(0)));
            }
        }
    }

    private void takeAll(List<InboxScan.Candidate> candidates, Set<Path> open) {
        for (InboxScan.Candidate candidate : candidates) {
            if (!isRunAllowed() || isSuspendingOrSuspended()) {
                return;
            }
            try {
                take(candidate, open);
            } catch (NoSuchFileException e) {
                // Its owner took it away.
            } catch (FileSystemException e) {
                wait(candidate, "file-unreadable");
                LOG.warn("a file in {} could not be taken ({}); tried again", inbox, Departures.withoutNames(e));
            } catch (Exception | Error e) {
                // Errors too: what one file does to a library must not keep the others waiting.
                wait(candidate, "intake-fault");
                LOG.warn("a file in {} could not be taken; tried again", inbox, e);
            }
        }
    }

    private void take(InboxScan.Candidate candidate, Set<Path> open) throws Exception {
        Arrival arrival = Arrival.of(candidate.file());
        if (endpoint.doneFile && !candidate.done()) {
            return;
        }
        boolean written = open.contains(candidate.file());
        if (!settling.isAtRest(candidate.file(), arrival, candidate.done(), written)) {
            return;
        }
        Optional<Departures.Decision> known = departures.known(candidate, arrival);
        Departures.Decision decision = known.isPresent() ? known.get() : decide(candidate, arrival);
        if (decision == null) {
            settling.refused(candidate.file());
        } else if (!departures.leave(candidate, decision)) {
            wait(candidate, decision.rejection() == null ? "stored-unmoved" : "rejected-unmoved");
        }
    }

    private void wait(InboxScan.Candidate candidate, String reason) {
        settling.refused(candidate.file());
        waits.add(candidate, TEXTS.message(reason));
    }

    /** What the route says about the file; null when it cannot say now. */
    private Departures.Decision decide(InboxScan.Candidate candidate, Arrival arrival) throws Exception {
        Exchange exchange = createExchange(false);
        try (SteadyInput audio = SteadyInput.open(candidate.file(), arrival)) {
            fill(exchange, candidate, arrival, audio);
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            if (exchange.getMessage().getHeader(Headers.JOB_ID) == null) {
                throw new IllegalStateException("the route ended without a job: is minutes:intake missing from it?");
            }
            return new Departures.Decision(arrival, null);
        } catch (FailureException e) {
            if (e.kind() == FailureKind.BAD_INPUT) {
                return new Departures.Decision(arrival, e.reason());
            }
            // Each is tried again every minute: said once, not for each file and each try.
            if (waits.add(candidate, e.reason())) {
                LOG.info("a file in {} has to wait: {}", inbox, e.reason());
            }
            return null;
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private void fill(Exchange exchange, InboxScan.Candidate candidate, Arrival arrival, SteadyInput audio)
            throws FailureException, IOException {
        Path relative = candidate.relative();
        int depth = relative.getNameCount();
        ProfileId profile = ProfileId.DEFAULT;
        if (depth > 1) {
            String name = relative.getName(0).toString();
            profile = ProfileId.parse(name)
                    .orElseThrow(() -> FailureException.badInput(TEXTS.message("profile-name", name)));
        }
        String folder = depth > 2 ? relative.subpath(1, depth - 1).toString() : "";
        SideFile side = candidate.sideFile() == null ? null : SideFiles.read(candidate.sideFile());
        Instant changed = arrival.modified().toInstant();
        var message = exchange.getMessage();
        message.setBody(audio);
        message.setHeader(Headers.FILE_NAME, nfc(candidate.file().getFileName().toString()));
        message.setHeader(Headers.PROFILE, profile.value());
        message.setHeader(Headers.FOLDER, nfc(folder));
        message.setHeader(Headers.MODIFIED_AT, changed);
        message.setHeader(Headers.SIDE_FILE, side);
        message.setHeader(Headers.BYTES, arrival.size());
        message.setHeader(Headers.MAY_GROW, !candidate.done() && isYoung(arrival));
    }

    /** A writer on a network share may set times as it likes: what counts is when the file last changed as this machine sees it. */
    private boolean isYoung(Arrival arrival) {
        Duration age = Duration.between(arrival.changed().toInstant(), clock.instant());
        return age.compareTo(endpoint.young) < 0;
    }

    private static String nfc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
