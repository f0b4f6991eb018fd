/** What a job is: stages, states, leases, results, profile settings and their targets. */
@Export
@Version("1.0.0")
package io.yuhitsu.api.job;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
