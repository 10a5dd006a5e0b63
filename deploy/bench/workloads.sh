# The workloads, the upstream and the service under test. Sourced by the other scripts; needs nginx, wrk, curl, openssl and a JDK.
set -euo pipefail

bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jar=${BENCH_JAR:-$bench/../../target/quarkus-app/quarkus-run.jar}
java=$("$bench/java")
# jcmd, jfr and the other servers of throughput.sh use the same JDK.
PATH=$(cd "$(dirname "$java")" && pwd):$PATH
# The memory that a JVM sees in a container of 768 MiB, and the options of the image (deploy/Dockerfile.jvm).
container_options="-XX:MaxRAM=768m"
image_options="-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:MaxRAMPercentage=66 -Xmn24m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:TrimNativeHeapInterval=10000 -Xlog:all=off:stdout -Xlog:all=warning,jfr+startup=error:stderr -XX:+DisplayVMOutputToStderr"
jvm_options=${BENCH_JVM_OPTIONS:-$container_options $image_options}
upstream_port=${BENCH_UPSTREAM_PORT:-9101}
service_port=${BENCH_PORT:-8080}
management_port=${BENCH_MANAGEMENT_PORT:-9000}

if [ -n "${BENCH_COMMAND:-}" ]; then
    echo "service: $BENCH_COMMAND"
else
    echo "JVM: $("$java" --version | sed -n 2p), options: $jvm_options"
fi

# With two or more processors, the service has the first one to itself.
first() { if [ "$(nproc)" -gt 1 ]; then exec taskset -c 0 "$@"; else exec "$@"; fi; }
second() { if [ "$(nproc)" -gt 1 ]; then exec taskset -c 1 "$@"; else exec "$@"; fi; }

scratch=$(mktemp -d)
running=()
stop_everything() {
    kill "${running[@]}" 2>/dev/null || true
    wait 2>/dev/null || true
    running=()
}
trap 'stop_everything; rm -rf "$scratch"' EXIT

purchase='{"source":{"asset":{"code":"EUR"},"amount":"250.00"},"destination":{"asset":{"code":"ETH"}},"wallet":{"address":"0x000000000000000000000000000000000000dEaD"}}'

# name|method|path|body|access token: a new one per request (own), always the same one (same), or none
WORKLOADS=(
    'session|POST|/v1/sessions|{"externalCustomerId":"bench-customer","deviceIp":"81.2.69.160"}|none'
    'payment methods, asked for|GET|/v1/payment-methods||own'
    'payment methods, remembered|GET|/v1/payment-methods||same'
    "quote|POST|/v1/quotes|$purchase|own"
    "comparison of four|POST|/v1/quotes/compare|$purchase|own"
)

# All features are on; permits and limits have values that are not reached.
api_key=mck_$(openssl rand -base64 32 | tr '+/' '-_' | tr -d '=')
service_environment=(
    MOONPAY_BASE_URL="http://127.0.0.1:$upstream_port"
    MOONPAY_SECRET_KEY=sk_test_bench
    MOONPAY_RATE=1000000 MOONPAY_BURST=1000000
    MOONCONNECT_CALLERS=backend
    MOONCONNECT_BACKEND_KEYS="bench=$(printf %s "$api_key" | openssl dgst -sha256 -r | cut -d' ' -f1)"
    MOONCONNECT_LIMIT_BACKEND=1000000/1s MOONCONNECT_LIMIT_TOKEN=1000000/1s MOONCONNECT_LIMIT_CUSTOMER=1000000/1s
    MOONCONNECT_LIMIT_SESSIONS_PER_ADDRESS=1000000/1s MOONCONNECT_LIMIT_SESSIONS_PER_CUSTOMER=1000000/1s
)

# answers <port> <path>: waits until the port answers.
answers() {
    for _ in $(seq 600); do
        curl -s -o /dev/null "http://127.0.0.1:$1$2" && return
        sleep 0.1
    done
    echo "no response at port $1" >&2
    return 1
}

# unused <port>: fails where a process listens there, which would be measured instead.
unused() {
    ! curl -s -o /dev/null "http://127.0.0.1:$1/" || { echo "port $1 is in use" >&2; return 1; }
}

# Fixed responses of MoonPay, without delay.
start_upstream() {
    mkdir -p "$scratch/upstream"
    sed "s/UPSTREAM_PORT/$upstream_port/" "$bench/upstream.conf" >"$scratch/upstream.conf"
    second nginx -p "$scratch/upstream" -c "$scratch/upstream.conf" &
    running+=($!)
    answers "$upstream_port" /
}

# start_service [variable=value ...]: starts the service at $service_port; sets service_pid.
# BENCH_COMMAND replaces the whole command, for example by a native executable with its options.
start_service() {
    local command
    unused "$service_port"
    # shellcheck disable=SC2206
    if [ -n "${BENCH_COMMAND:-}" ]; then command=($BENCH_COMMAND); else command=("$java" $jvm_options -jar "$jar"); fi
    first env "${service_environment[@]}" QUARKUS_HTTP_PORT="$service_port" QUARKUS_MANAGEMENT_PORT="$management_port" "$@" \
        "${command[@]}" >"$scratch/service.log" 2>&1 &
    service_pid=$!
    running+=("$service_pid")
    answers "$service_port" /v1/assets
}

# start_other <name=port:command> [variable=value ...]: starts another server with the environment of the service; sets other_pid.
start_other() {
    local rest=${1#*=} log=$scratch/${1%%=*}.log
    shift
    unused "${rest%%:*}"
    # shellcheck disable=SC2086
    first env "${service_environment[@]}" QUARKUS_HTTP_PORT="${rest%%:*}" QUARKUS_MANAGEMENT_PORT=0 "$@" ${rest#*:} >"$log" 2>&1 &
    other_pid=$!
    running+=("$other_pid")
    answers "${rest%%:*}" /v1/assets
}

# closed_loop <port> <workload> <connections> <seconds>: prints requests/s, p50 and p99 in µs, and the number of bad responses.
closed_loop() {
    local name method path body token
    IFS='|' read -r name method path body token <<<"$2"
    BENCH_METHOD=$method BENCH_PATH=$path BENCH_BODY=$body BENCH_TOKEN=$token BENCH_API_KEY=$api_key \
        second wrk -t1 -c"$3" -d"$4s" --latency -s "$bench/load.lua" "http://127.0.0.1:$1" | sed -n 's/^RESULT //p'
}

# The CPU time that the service has used since its start.
cpu_micros() { awk -v tick="$(getconf CLK_TCK)" '{ print int(($14 + $15) * 1000000 / tick) }' "/proc/$service_pid/stat"; }

resident_kib() { ps -o rss= -p "$1" | tr -d ' '; }

error_lines() { grep -c -E '"level":"ERROR"|Exception' "$scratch/service.log" || true; }
