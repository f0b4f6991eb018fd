/** What the core offers: to the routes, the work; to entries, the intake; to operators, the jobs. */
@Export
@Version("1.0.0")
package io.yuhitsu.api.pipeline;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
