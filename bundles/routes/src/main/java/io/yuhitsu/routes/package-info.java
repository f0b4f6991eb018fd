/** What an operator sees of the route files. */
@Export
@Version("1.0.0")
package io.yuhitsu.routes;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
