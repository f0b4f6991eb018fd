package io.yuhitsu.core.internal;

import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings in force. A change takes effect at the next use, without a restart; a bad one leaves the old settings in force. */
@Component(service = LiveSettings.class, configurationPid = LiveSettings.PID)
@Designate(ocd = CoreConfig.class)
public final class LiveSettings {
    static final String PID = "io.yuhitsu.core";
    private static final Logger LOG = LoggerFactory.getLogger(LiveSettings.class);

    private final AtomicReference<CoreSettings> current;
    private final Bell changes = new Bell();

    /** @throws IllegalArgumentException names the bad key; nothing of the core starts with it */
    @Activate
    public LiveSettings(CoreConfig config) {
        this(CoreSettings.of(config));
    }

    LiveSettings(CoreSettings settings) {
        current = new AtomicReference<>(settings);
    }

    @Modified
    void changed(CoreConfig config) {
        try {
            set(CoreSettings.of(config));
        } catch (IllegalArgumentException e) {
            LOG.error("{}: {}; the settings before stay in force", PID, e.getMessage());
        }
    }

    void set(CoreSettings settings) {
        current.set(settings);
        changes.ring();
    }

    /** Rings when other settings come into force; whoever waits for a time that depends on them waits here. */
    Bell changes() {
        return changes;
    }

    /** What is in force now. */
    public CoreSettings get() {
        return current.get();
    }
}
