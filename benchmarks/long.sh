#!/usr/bin/env bash
. "$(dirname -- "${BASH_SOURCE[0]}")/lib/measure"
measure LongBenchmark
