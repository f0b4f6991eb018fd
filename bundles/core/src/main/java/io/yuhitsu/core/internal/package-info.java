/** The life of a job: claims, leases, steps, outcomes, deliveries and the sweeper that finds what others left. */
package io.yuhitsu.core.internal;
