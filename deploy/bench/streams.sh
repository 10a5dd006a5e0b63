#!/usr/bin/env bash
# Memory and CPU of the service with open streams that send only heartbeats:
#   deploy/bench/streams.sh [streams] [seconds]
. "$(dirname "$0")/workloads.sh"

streams=${1:-10000}
seconds=${2:-60}
ulimit -n "$(ulimit -Hn)"

# The used heap after a full collection; available only on a JVM.
heap_mib() {
    [ -z "${BENCH_COMMAND:-}" ] || { echo unknown; return; }
    jcmd "$service_pid" GC.run >/dev/null
    jcmd "$service_pid" GC.heap_info | awk '/ total / { sub(/.* used /, ""); used += $1 } END { print int(used / 1024) }'
}

report() {
    echo "$1: heap in use $(heap_mib) MiB, rss $(($(resident_kib "$service_pid") / 1024)) MiB"
}

start_upstream
start_service MOONCONNECT_STREAMS_MAX_PER_TOKEN=0
report "no stream"
mkfifo "$scratch/until"
second node "$bench/streams.mjs" "$service_port" "$api_key" "$purchase" "$streams" <"$scratch/until" >"$scratch/streams.log" &
opener=$!
running+=("$opener")
exec 9>"$scratch/until"
until grep -q '^open=' "$scratch/streams.log"; do
    kill -0 "$opener"
    sleep 0.2
done
from=$(cpu_micros)
sleep "$seconds"
used=$(($(cpu_micros) - from))
report "$(tail -n 1 "$scratch/streams.log")"
echo "while nothing happened: $((used / 1000 / seconds)) ms of CPU a second"
exec 9>&-
wait "$opener"
tail -n 1 "$scratch/streams.log"
