/** Fonts as resources, and nothing else; see README.md of this bundle for where they come from. */
@Export
@Version("1.0.0")
package io.yuhitsu.platform.documents.fonts;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
