/** The registry of figures, what is read for it, and the health of the server. */
package io.yuhitsu.operations.health.internal;
