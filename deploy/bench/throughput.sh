#!/usr/bin/env bash
# Requests a second, latency in µs and memory, at 64 connections and at one; each the median of three:
#   deploy/bench/throughput.sh [seconds] [warm-up seconds] [name=port:command ...]
# Beside the bare proxy and us it measures whom else it is told of, who must call MoonPay at 127.0.0.1:$BENCH_UPSTREAM_PORT (9101):
#   deploy/bench/throughput.sh 6 20 "other=9202:node server.mjs"
# The others have the service's environment too, so that another build of it can be one of them:
#   deploy/bench/throughput.sh 6 20 "native=9204:target/native/moonconnect -Xmx507m" "before=9205:java -jar before/quarkus-run.jar"
# All are up at once on one processor, and take turns within every round, so that what the machine does to one it does to all.
# They are warmed up by every workload twice: what a JVM has compiled for the first is compiled again when another comes along.
. "$(dirname "$0")/workloads.sh"

seconds=${1:-6}
warm_up=${2:-20}
shift $(($# < 2 ? $# : 2))
proxy_port=${BENCH_PROXY_PORT:-9201}

# name|port|pid
servers=()

# The line whose first number is in the middle.
median() { sort -t= -k2 -n | awk '{ line[NR] = $0 } END { print line[int((NR + 1) / 2)] }'; }

# A bare proxy cannot compare, nor does it remember.
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
    rest=${other#*=}
    # shellcheck disable=SC2086
    first env "${service_environment[@]}" QUARKUS_HTTP_PORT="${rest%%:*}" QUARKUS_MANAGEMENT_PORT=0 \
        ${rest#*:} >"$scratch/${other%%=*}.log" 2>&1 &
    running+=($!)
    answers "${rest%%:*}" /v1/assets
    servers+=("${other%%=*}|${rest%%:*}|$!")
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
