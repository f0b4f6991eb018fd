/** What keeps the log folder within its bounds. */
package io.yuhitsu.operations.logs.internal;
