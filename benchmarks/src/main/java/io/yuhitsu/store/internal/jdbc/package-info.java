/** The store without a server, from within its own package. */
package io.yuhitsu.store.internal.jdbc;
