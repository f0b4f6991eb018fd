/** What was decided: minutes and their evidence. */
@Export
@Version("1.0.0")
package io.yuhitsu.api.minutes;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
