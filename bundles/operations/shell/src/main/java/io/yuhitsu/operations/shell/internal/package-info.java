/** The {@code minutes:} commands and the socket through which the script runs them. */
package io.yuhitsu.operations.shell.internal;
