/** Values that every part of Yuhitsu shares: identifiers, failures, cancellation. */
@Export
@Version("1.0.0")
package io.yuhitsu.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
