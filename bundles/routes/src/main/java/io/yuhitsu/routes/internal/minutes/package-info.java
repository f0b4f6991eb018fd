/** The {@code minutes} component: the seam between route files and the core. */
package io.yuhitsu.routes.internal.minutes;
