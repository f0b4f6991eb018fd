#!/usr/bin/env bash
# CPU time from nothing to ready, ours divided by plain Karaf of the same version. Both start without a cache.
. "$(dirname -- "${BASH_SOURCE[0]}")/lib/measure"
karaf=$(sed -n 's/.*<karaf.version>\(.*\)<.*/\1/p' "$root/pom.xml")
rounds=${ROUNDS:-3}

[[ -f $archive ]] || { echo "Build the distribution first: $maven -DskipTests package" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
"$maven" -B -q -ntp -f "$root/pom.xml" -N dependency:copy "-Dartifact=org.apache.karaf:apache-karaf:$karaf:tar.gz" "-DoutputDirectory=$work"
tar -xzf "$work/apache-karaf-$karaf.tar.gz" -C "$work"
tar -xzf "$archive" -C "$work"
plain=$work/apache-karaf-$karaf
sed -i 's/^sshHost.*/sshHost = 127.0.0.1/' "$plain/etc/org.apache.karaf.shell.cfg"
sed -i 's/^log4j2.rootLogger.level.*/log4j2.rootLogger.level = INFO/' "$plain/etc/org.ops4j.pax.logging.cfg"

# Seconds of CPU of a process.
cpu() { awk -v tick="$(getconf CLK_TCK)" '{ sub(/^.*\) /, ""); print ($12 + $13) / tick }' "/proc/$1/stat"; }

await() {
  local tenths
  for ((tenths = 0; tenths < 1800; tenths++)); do
    if "$@"; then return 0; fi
    sleep 0.1
  done
  echo 'Not ready after three minutes' >&2
  return 1
}
ended() { ! kill -0 "$1" 2>/dev/null; }

plain_ready() { grep -qs 'FeaturesServiceImpl .* Done\.' "$plain/data/log/karaf.log"; }
start_plain() {
  rm -rf -- "$plain/data/cache" "$plain/data/log" "$plain/karaf.pid"
  (cd -- "$plain" && exec env -u KARAF_HOME -u KARAF_BASE bin/karaf server </dev/null >/dev/null 2>&1) &
  await plain_ready
  local pid
  pid=$(<"$plain/karaf.pid")
  cpu "$pid" >>"$work/plain"
  kill "$pid"
  await ended "$pid"
}

start_ours() {
  local data=$work/data pid
  rm -rf -- "$data"
  "$work/yuhitsu-$version/bin/yuhitsu" start --data "$data" >/dev/null 2>&1
  pid=$(<"$data/run/yuhitsu.pid")
  cpu "$pid" >>"$work/ours"
  "$work/yuhitsu-$version/bin/yuhitsu" stop --data "$data" >/dev/null
}

for ((round = 0; round < rounds; round++)); do
  start_plain
  start_ours
done

median() { sort -n "$1" | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }
mkdir -p "$root/benchmarks/results"
{
  echo "start: CPU to ready, median of $rounds, commit $commit, $(nproc) x $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
  awk -v ours="$(median "$work/ours")" -v plain="$(median "$work/plain")" -v karaf="$karaf" 'BEGIN {
    printf "yuhitsu %.2f s / Karaf %s %.2f s = %.2f (goal <= 2.5)\n", ours, karaf, plain, ours / plain }'
} | tee "$root/benchmarks/results/start-$commit.txt"
