/** The route folder: one Camel context per file, changed, swapped and stopped while the server runs. */
package io.yuhitsu.routes.internal.files;
