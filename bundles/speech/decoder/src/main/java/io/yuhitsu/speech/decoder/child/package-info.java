/** The decoder's child process, and the words in which the server talks with it. */
package io.yuhitsu.speech.decoder.child;
