/** From bytes that somebody hands over to a durable job. */
package io.yuhitsu.core.internal.intake;
