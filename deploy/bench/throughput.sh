#!/usr/bin/env bash
# Requests per second, latency in µs and memory, with 64 connections and with one; each the median of three:
#   deploy/bench/throughput.sh [seconds] [warm-up seconds] [name=port:command ...]
# In addition to the bare proxy and the service it measures the given commands, which must call MoonPay at
# 127.0.0.1:$BENCH_UPSTREAM_PORT (9101):
#   deploy/bench/throughput.sh 6 20 "other=9202:node server.mjs"
# They have the environment of the service, so that they can be other builds of it:
#   deploy/bench/throughput.sh 6 20 "native=9204:target/native/moonconnect -Xmx507m" "before=9205:java -jar before/quarkus-run.jar"
# All run at the same time on one processor and take turns within every round, so that disturbances by the machine affect all of them.
# Every workload warms them up twice, because a JVM recompiles code when another workload begins.
. "$(dirname "$0")/workloads.sh"

seconds=${1:-6}
warm_up=${2:-20}
shift $(($# < 2 ? $# : 2))
proxy_port=${BENCH_PROXY_PORT:-9201}

# name|port|pid
servers=()

# The line with the median of the first number.
median() { sort -t= -k2 -n | awk '{ line[NR] = $0 } END { print line[int((NR + 1) / 2)] }'; }

# A bare proxy has neither comparisons nor a cache.
can() { # server workload
    [[ $1 != proxy\|* || ${2%%|*} != @(*remembered|comparison*) ]]
}

start_upstream

mkdir "$scratch/proxy"
sed "s/UPSTREAM_PORT/$upstream_port/; s/PROXY_PORT/$proxy_port/" "$bench/proxy.conf" >"$scratch/proxy.conf"
first nginx -p "$scratch/proxy" -c "$scratch/proxy.conf" &
running+=($!)
answers "$proxy_port" /
servers+=("proxy|$proxy_port|$!")

for other in "$@"; do
    start_other "$other"
    port=${other#*=}
    servers+=("${other%%=*}|${port%%:*}|$other_pid")
done

start_service
servers+=("ours|$service_port|$service_pid")

for workload in "${WORKLOADS[@]}" "${WORKLOADS[@]}"; do
    for server in "${servers[@]}"; do
        IFS='|' read -r name port pid <<<"$server"
        ! can "$server" "$workload" || closed_loop "$port" "$workload" 64 "$warm_up" >/dev/null
    done
done

for workload in "${WORKLOADS[@]}"; do
    for connections in 64 1; do
        for _ in 1 2 3; do
            for server in "${servers[@]}"; do
                IFS='|' read -r name port pid <<<"$server"
                ! can "$server" "$workload" ||
                    closed_loop "$port" "$workload" "$connections" "$seconds" >>"$scratch/$name-$connections-${workload%%|*}"
            done
        done
        for server in "${servers[@]}"; do
            ! can "$server" "$workload" ||
                printf '%-28s c=%-2s %-10s %s\n' "${workload%%|*}" "$connections" "${server%%|*}" \
                    "$(median <"$scratch/${server%%|*}-$connections-${workload%%|*}")"
        done
    done
done
for server in "${servers[@]}"; do
    IFS='|' read -r name port pid <<<"$server"
    printf '%-10s rss=%s KiB\n' "$name" "$(resident_kib "$pid")"
done
printf '%-10s error lines=%s\n' ours "$(error_lines)"
