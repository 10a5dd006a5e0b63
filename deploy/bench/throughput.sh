#!/usr/bin/env bash
# Requests a second, latency in µs and memory, at 64 connections and at one; each the median of three.
#   deploy/bench/throughput.sh [seconds] [warm-up seconds] [name=port:command ...]
# Beside the bare proxy and us it measures whom else it is told of, who must call MoonPay at 127.0.0.1:$BENCH_UPSTREAM_PORT (9101):
#   deploy/bench/throughput.sh 6 20 "other=9202:node server.mjs"
. "$(dirname "$0")/workloads.sh"

seconds=${1:-6}
warm_up=${2:-20}
shift $(($# < 2 ? $# : 2))
proxy_port=${BENCH_PROXY_PORT:-9201}

# The line whose first number is in the middle.
median() { sort -t= -k2 -n | awk '{ line[NR] = $0 } END { print line[int((NR + 1) / 2)] }'; }

measure() { # name port pid workload ...
    local name=$1 port=$2 pid=$3 workload connections
    shift 3
    for workload in "$@"; do
        closed_loop "$port" "$workload" 64 "$warm_up" >/dev/null
    done
    for workload in "$@"; do
        for connections in 64 1; do
            printf '%-10s %-28s c=%-2s %s\n' "$name" "${workload%%|*}" "$connections" \
                "$(for _ in 1 2 3; do closed_loop "$port" "$workload" "$connections" "$seconds"; done | median)"
        done
    done
    printf '%-10s rss=%s KiB\n' "$name" "$(resident_kib "$pid")"
    kill "$pid"
    wait "$pid" 2>/dev/null || true
}

start_upstream

mkdir "$scratch/proxy"
sed "s/UPSTREAM_PORT/$upstream_port/; s/PROXY_PORT/$proxy_port/" "$bench/proxy.conf" >"$scratch/proxy.conf"
first nginx -p "$scratch/proxy" -c "$scratch/proxy.conf" &
running+=($!)
answers "$proxy_port" /
measure proxy "$proxy_port" $! "${WORKLOADS[0]}" "${WORKLOADS[1]}" "${WORKLOADS[3]}"

for other in "$@"; do
    name=${other%%=*}
    rest=${other#*=}
    # shellcheck disable=SC2086
    first ${rest#*:} >"$scratch/$name.log" 2>&1 &
    running+=($!)
    answers "${rest%%:*}" /
    measure "$name" "${rest%%:*}" $! "${WORKLOADS[@]}"
done

start_service
measure ours "$service_port" "$service_pid" "${WORKLOADS[@]}"
printf '%-10s error lines=%s\n' ours "$(error_lines)"
