/** Supervised child processes: how a bundle asks for them and talks with them. */
@Export
@Version("1.0.0")
package io.yuhitsu.children;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
