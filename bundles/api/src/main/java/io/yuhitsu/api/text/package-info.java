/** Texts for people, always in Japanese and English. */
@Export
@Version("1.0.0")
package io.yuhitsu.api.text;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
