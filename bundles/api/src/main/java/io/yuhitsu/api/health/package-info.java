/** How the server is: what its parts know to be wrong, and what it counts. */
@Export
@Version("1.0.0")
package io.yuhitsu.api.health;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
