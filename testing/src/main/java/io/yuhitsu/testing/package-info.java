/** Real peers that tests and benchmarks start. */
package io.yuhitsu.testing;
