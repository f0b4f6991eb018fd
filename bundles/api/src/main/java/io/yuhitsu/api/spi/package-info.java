/** Ports that plugins implement and register as OSGi services. */
@Export
@Version("1.0.0")
package io.yuhitsu.api.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
