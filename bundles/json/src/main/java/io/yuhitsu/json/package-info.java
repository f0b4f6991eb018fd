/** The JSON forms of transcripts, minutes, facts and settings: what lies in blobs and what people download. */
@Export
@Version("1.0.0")
package io.yuhitsu.json;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
