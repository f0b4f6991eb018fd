/** The built distribution, used as a user does: as processes, files and what they print. For tests and benchmarks; never shipped. */
package io.yuhitsu.itests.driver;
