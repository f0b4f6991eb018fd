/** The decoder as the server sees it. */
package io.yuhitsu.speech.decoder.internal;
