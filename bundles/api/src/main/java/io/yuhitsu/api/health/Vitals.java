package io.yuhitsu.api.health;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Health and figures of the server, for all who show them; an OSGi service. Thread-safe; being asked often costs nothing. */
@ProviderType
public interface Vitals {
    Health health();

    /** By name, then by tags. */
    List<Figure> figures();
}
