/** Pools, processes and their watch. */
package io.yuhitsu.children.internal;
