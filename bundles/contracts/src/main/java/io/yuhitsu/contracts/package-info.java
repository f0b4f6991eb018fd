/** What every adapter of a port has to pass, and in-memory twins of the ports. */
package io.yuhitsu.contracts;
