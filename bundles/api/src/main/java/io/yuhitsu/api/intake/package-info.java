/** What comes in: recordings on their way to a durable job. */
@Export
@Version("1.0.0")
package io.yuhitsu.api.intake;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
