/** In the cutter's own package, so that what is measured cuts as the server does. */
package io.yuhitsu.speech.transcription.internal;
