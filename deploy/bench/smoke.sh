#!/usr/bin/env bash
# Runs every workload for a second, at a fixed rate, and over TLS with a delay. Fails on a bad response or an error in the log,
# never on a measured value.
free_port() { node -e "const s = require('net').createServer().listen(0, () => { console.log(s.address().port); s.close(); })"; }
for port in BENCH_PORT BENCH_MANAGEMENT_PORT BENCH_UPSTREAM_PORT BENCH_SLOW_PORT BENCH_TLS_PORT; do
    export "$port=$(free_port)"
done
. "$(dirname "$0")/workloads.sh"

fail() {
    echo "smoke: $*" >&2
    cat "$scratch/service.log" >&2
    exit 1
}

start_upstream
start_service
for workload in "${WORKLOADS[@]}"; do
    result=$(closed_loop "$service_port" "$workload" 8 1)
    printf '%-28s %s\n' "${workload%%|*}" "$result"
    [[ $result == *requests=[1-9]*" bad=0" ]] || fail "${workload%%|*}: $result"
done
[ "$(error_lines)" = 0 ] || fail "error lines"
stop_everything

added=$("$bench/added-latency.sh" 25 2 1)
echo "$added"
[ "$(grep -c ' bad=0$' <<<"$added")" = $((${#WORKLOADS[@]} + 1)) ] || fail "bad answers at a fixed rate"

# A slow machine must not fail it.
export MOONPAY_CONNECT_TIMEOUT=20s MOONPAY_REQUEST_TIMEOUT=20s MOONPAY_QUOTE_TIMEOUT=20s MOONPAY_OVERALL_TIMEOUT=29s
for http2 in on off; do
    BENCH_HTTP2=$http2 BENCH_PAUSES=0.01 BENCH_INTERVAL=0.5 BENCH_SILENCE=1 BENCH_KEEP=$scratch "$bench/distance.sh" 2 2 ||
        fail "bad responses at a distance, HTTP/2 $http2"
done
