#!/usr/bin/env bash
# The latency that the service adds to a MoonPay that takes 50 ms, at a fixed rate of arrivals:
#   deploy/bench/added-latency.sh [requests a second] [seconds] [warm-up seconds] [variable=value of the service ...]
# Every workload warms the service up with 64 connections before the measurement. "direct" calls the upstream without the service
# and shows what the generator and the machine add.
. "$(dirname "$0")/workloads.sh"

rate=${1:-25}
seconds=${2:-40}
warm_up=${3:-12}
shift $(($# < 3 ? $# : 3))
slow_port=${BENCH_SLOW_PORT:-9102}

open_loop() { # url method body token
    second "$java" "$bench/OpenLoop.java" "$@" "$api_key" "$rate" "$seconds" $((seconds / 2))
}

start_upstream
second node "$bench/slow-upstream.mjs" "$slow_port" "$upstream_port" &
running+=($!)
answers "$slow_port" /
printf '%-28s %s\n' "direct" \
    "$(open_loop "http://127.0.0.1:$slow_port/platform/v1/payment-methods" GET '' own)"
start_service MOONPAY_BASE_URL="http://127.0.0.1:$slow_port" "$@"
for workload in "${WORKLOADS[@]}"; do
    closed_loop "$service_port" "$workload" 64 "$warm_up" >/dev/null
done
for workload in "${WORKLOADS[@]}"; do
    IFS='|' read -r name method path body token <<<"$workload"
    printf '%-28s %s\n' "$name" "$(open_loop "http://127.0.0.1:$service_port$path" "$method" "$body" "$token")"
done
