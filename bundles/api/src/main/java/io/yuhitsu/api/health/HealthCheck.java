package io.yuhitsu.api.health;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Says what is wrong with one part of the server; an OSGi service of that part while it is there. Thread-safe; answers within a second. */
@ConsumerType
public interface HealthCheck {
    /** What is wrong now; empty when all is well. Asked every few seconds at most. */
    List<Health.Trouble> troubles();
}
