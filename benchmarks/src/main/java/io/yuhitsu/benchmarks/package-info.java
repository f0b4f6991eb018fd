/** Measures the built distribution as its users start it; every figure is a ratio of two things measured in one run. */
package io.yuhitsu.benchmarks;
