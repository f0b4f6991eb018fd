/** What goes out: documents and receipts. */
@Export
@Version("1.0.0")
package io.yuhitsu.api.delivery;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
