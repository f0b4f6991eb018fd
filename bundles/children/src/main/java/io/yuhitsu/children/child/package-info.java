/** The side of the child process. Uses the JDK alone: a child has nothing else of the server on its class path. */
@Export
@Version("1.0.0")
package io.yuhitsu.children.child;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
