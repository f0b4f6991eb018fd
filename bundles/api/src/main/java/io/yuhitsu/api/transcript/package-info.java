/** What was said: words, utterances, speakers. */
@Export
@Version("1.0.0")
package io.yuhitsu.api.transcript;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
