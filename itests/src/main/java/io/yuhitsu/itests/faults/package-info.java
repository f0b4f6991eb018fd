/** Halts, kills and starts the built distribution again and has {@code check} look at what is left. Never shipped. */
package io.yuhitsu.itests.faults;
