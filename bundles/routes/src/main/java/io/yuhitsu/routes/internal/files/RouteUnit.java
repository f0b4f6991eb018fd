package io.yuhitsu.routes.internal.files;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.text.Texts;
import io.yuhitsu.routes.RouteFile;
import io.yuhitsu.routes.RouteFile.State;
import io.yuhitsu.routes.internal.minutes.Causes;
import io.yuhitsu.routes.internal.minutes.RouteRefused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One route file and what runs of it. A version that does not work never takes the place of one that does. Used by one thread. */
final class RouteUnit {
    private static final Logger LOG = LoggerFactory.getLogger(RouteUnit.class);
    private static final Texts TEXTS = Texts.beside(RouteUnit.class);

    private final RouteContexts contexts;
    private final LastGood lastGood;
    private final Secrets secrets;
    private final Consumer<RouteVersion> drain;
    private RouteSource source;
    private RouteVersion running;
    private RouteRefused refused;
    private String waitsFor;
    private volatile RouteFile view;

    /** @param drain ends a version when what runs in it has ended */
    RouteUnit(
            RouteSource source,
            RouteContexts contexts,
            LastGood lastGood,
            Secrets secrets,
            Consumer<RouteVersion> drain) {
        this.source = source;
        this.contexts = contexts;
        this.lastGood = lastGood;
        this.secrets = secrets;
        this.drain = drain;
        this.view = new RouteFile(source.name(), source.origin(), State.WAITING, List.of(), null);
    }

    RouteFile view() {
        return view;
    }

    Optional<RouteVersion> running() {
        return Optional.ofNullable(running);
    }

    /** The file has that text now. It is built also when it is the same: secrets may have changed. */
    void apply(RouteSource changed, Map<String, String> settings) {
        source = changed;
        refused = null;
        build(settings);
    }

    /** The file is there and cannot be used at all. */
    void refuse(RouteSource changed, RouteRefused why, Map<String, String> settings) {
        source = changed;
        refused = why;
        build(settings);
    }

    /** The settings are these now. */
    void configure(Map<String, String> settings) {
        if (view.state() != State.RUNNING || !running.agreesWith(settings)) {
            build(settings);
        }
    }

    /** A component of that scheme is there now. */
    void componentCame(String scheme, Map<String, String> settings) {
        if (scheme.equals(waitsFor)) {
            build(settings);
        }
    }

    /** No component of that scheme is there any more. */
    void componentWent(String scheme) {
        if (running != null && running.uses(scheme)) {
            retire();
            wait(scheme);
        }
    }

    /** The file is gone. */
    void retire() {
        if (running != null) {
            running.closeEntries();
            running.closeChannels();
            drain.accept(running);
            running = null;
        }
    }

    private void build(Map<String, String> settings) {
        waitsFor = null;
        try {
            if (refused != null) {
                throw refused;
            }
            swap(source.text(), settings);
            lastGood.keep(source.name(), new LastGood.Kept(source.text(), running.usedValues()));
            show(State.RUNNING, null);
        } catch (Exception | Error e) {
            // Errors too: a plugin that lacks a class breaks its own routes only.
            Optional<MissingComponent> missing = Causes.find(e, MissingComponent.class);
            if (missing.isPresent()) {
                wait(missing.get().scheme());
            } else {
                failed(e);
            }
        }
    }

    private void wait(String scheme) {
        waitsFor = scheme;
        show(running == null ? State.WAITING : State.STALE, TEXTS.message("component-missing", scheme));
    }

    private void failed(Throwable why) {
        if (running == null) {
            startLastGood();
        }
        Message message = explain(why);
        if (running != null) {
            show(State.STALE, message);
        } else if (waitsFor != null) {
            show(State.WAITING, message);
        } else {
            show(State.BROKEN, message);
        }
    }

    private void startLastGood() {
        LastGood.Kept kept = lastGood.find(source.name()).orElse(null);
        if (kept == null) {
            return;
        }
        try {
            swap(kept.text(), kept.values());
        } catch (Exception | Error e) {
            waitsFor = Causes.find(e, MissingComponent.class)
                    .map(MissingComponent::scheme)
                    .orElse(null);
            LOG.warn("route file {}: its last good version does not work either: {}", source.name(), explain(e));
        }
    }

    /** The new version is built beside the old one; the old one takes nothing more before the new one does. */
    private void swap(String text, Map<String, String> settings) throws Exception {
        RouteVersion next = contexts.build(source.name(), text, settings);
        RouteVersion old = running;
        if (old != null) {
            old.closeEntries();
        }
        try {
            next.start();
        } catch (Exception | Error e) {
            next.close(0);
            if (old != null) {
                old.openEntries();
            }
            throw e;
        }
        running = next;
        if (old != null) {
            old.closeChannels();
            drain.accept(old);
        }
    }

    private void show(State state, Message message) {
        RouteFile shown = new RouteFile(
                source.name(), source.origin(), state, running == null ? List.of() : running.routeIds(), message);
        RouteFile before = view;
        view = shown;
        if (message != null && message.equals(before.message()) && state == before.state()) {
            return;
        }
        switch (state) {
            case RUNNING -> LOG.info("route file {} ({}) runs: {}", shown.name(), shown.origin(), shown.routes());
            case WAITING -> LOG.info("route file {} waits: {}", shown.name(), message);
            case STALE -> LOG.warn("route file {}: an earlier version runs: {}", shown.name(), message);
            case BROKEN -> LOG.error("route file {} does not run: {}", shown.name(), message);
        }
    }

    private Message explain(Throwable thrown) {
        Message message = RouteRefused.in(thrown)
                .map(RouteRefused::reason)
                .or(() -> Causes.find(thrown, FailureException.class).map(FailureException::reason))
                .orElseGet(() -> TEXTS.message("route-broken", innermost(thrown)));
        return new Message(message.code(), secrets.mask(message.ja()), secrets.mask(message.en()));
    }

    /** Camel says what it was doing in the outer messages and what is wrong in the inner ones. */
    private static String innermost(Throwable thrown) {
        Throwable cause = thrown;
        for (int i = 0; cause.getCause() != null && cause.getCause().getMessage() != null && i < 20; i++) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
