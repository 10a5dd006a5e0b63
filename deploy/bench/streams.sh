#!/usr/bin/env bash
# Memory of the service, and its use of a processor, with streams open in which nothing happens but heartbeats:
#   deploy/bench/streams.sh [streams] [seconds]
. "$(dirname "$0")/workloads.sh"

streams=${1:-10000}
seconds=${2:-60}
ulimit -n "$(ulimit -Hn)"

# What is in use of the heap when nothing else is left in it; only a JVM can be asked.
heap_mib() {
    [ -z "${BENCH_COMMAND:-}" ] || { echo unknown; return; }
    jcmd "$service_pid" GC.run >/dev/null
    jcmd "$service_pid" GC.heap_info | awk '/ total / { sub(/.* used /, ""); used += $1 } END { print int(used / 1024) }'
}

report() {
    echo "$1: heap in use $(heap_mib) MiB, rss $(($(resident_kib "$service_pid") / 1024)) MiB"
}

start_upstream
start_service MOONCONNECT_MAX_STREAMS_PER_TOKEN=0
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
