/** What has to outlive a crash, and where a crash can come between. */
@Export
@Version("1.0.0")
package io.yuhitsu.durable;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
