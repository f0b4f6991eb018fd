package io.yuhitsu.routes;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The route files as they are now; an OSGi service. Thread-safe. */
@ProviderType
public interface RouteFiles {
    /** All files, shipped and the administrator's, by name. */
    List<RouteFile> list();
}
