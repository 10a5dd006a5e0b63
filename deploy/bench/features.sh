#!/usr/bin/env bash
# What features cost:
#   deploy/bench/features.sh [seconds] [warm-up seconds]
# First the CPU time of a quote with features turned on or off by configuration, measured in turns: median and minimum. Then, for
# each workload, the share of each feature in the samples of Java code (JDK Flight Recorder).
. "$(dirname "$0")/workloads.sh"

seconds=${1:-6}
warm_up=${2:-20}
turns=9
quote=${WORKLOADS[3]}

VARIANTS=(
    'as measured|'
    'limits off|MOONCONNECT_LIMIT_BACKEND=0 MOONCONNECT_LIMIT_TOKEN=0 MOONCONNECT_LIMIT_CUSTOMER=0'
    'audit not written|QUARKUS_LOG_CATEGORY__IO_MOONCONNECT_AUDIT__LEVEL=OFF'
    "tracing on, 1 %|QUARKUS_OTEL_SDK_DISABLED=false QUARKUS_OTEL_TRACES_SAMPLER_ARG=0.01"
    "tracing on, all|QUARKUS_OTEL_SDK_DISABLED=false"
)

# feature=pattern of a stack frame that contains the whole feature
FEATURES=(
    'identity=io.moonconnect.caller.CallerFilter'
    'limits=io.moonconnect.caller.limit.'
    'permits=io.moonconnect.moonpay.permit.'
    'metrics=io.micrometer.|io.quarkus.micrometer.|io.moonconnect.moonpay.CallMetrics.record|io.moonconnect.caller.CallerRequests'
    'audit=io.moonconnect.audit.Audit'
    'requests read=io.quarkus.resteasy.reactive.jackson.runtime.serialisers.ServerJacksonMessageBodyReader'
    "MoonPay's answers read=io.moonconnect.moonpay.wire."
    'answers written=io.quarkus.resteasy.reactive.jackson.runtime.serialisers.[A-Za-z]*Writer'
)

# cost <port>: CPU for a quote of the service that service_pid is, in tenths of µs
cost() {
    local from result
    from=$(cpu_micros)
    result=$(closed_loop "$1" "$quote" 64 "$seconds")
    echo $(((10 * ($(cpu_micros) - from)) / $(sed 's/.*requests=\([0-9]*\).*/\1/' <<<"$result")))
}

# stop <pid ...>
stop() {
    kill "$@"
    wait "$@" 2>/dev/null || true
}

start_upstream
# index of VARIANTS -> port, pid
ports=() pids=()
for variant in "${VARIANTS[@]}"; do
    # shellcheck disable=SC2086
    start_service QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$upstream_port" QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf ${variant#*|}
    closed_loop "$service_port" "$quote" 64 "$warm_up" >/dev/null
    ports+=("$service_port") pids+=("$service_pid")
    service_port=$((service_port + 1)) management_port=$((management_port + 1))
done
for _ in $(seq "$turns"); do
    for index in "${!VARIANTS[@]}"; do
        service_pid=${pids[index]}
        cost "${ports[index]}" >>"$scratch/cost-$index"
    done
done
for index in "${!VARIANTS[@]}"; do
    sort -n "$scratch/cost-$index" | awk -v name="${VARIANTS[index]%%|*}" '
        { cost[NR] = $1 / 10 } END { printf "%-28s %5.1f µs, least %5.1f\n", name, cost[int((NR + 1) / 2)], cost[1] }'
done
stop "${pids[@]}"

sampled="$jvm_options -XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints -XX:FlightRecorderOptions=stackdepth=256"
for workload in "${WORKLOADS[@]}"; do
    jvm_options="$sampled" start_service
    closed_loop "$service_port" "$workload" 64 "$warm_up" >/dev/null
    jcmd "$service_pid" JFR.start name=bench settings=profile >/dev/null
    closed_loop "$service_port" "$workload" 64 "$((seconds * 4))" >/dev/null
    jcmd "$service_pid" JFR.stop name=bench filename="$scratch/bench.jfr" >/dev/null
    stop "$service_pid"
    jfr print --events jdk.ExecutionSample --stack-depth 256 "$scratch/bench.jfr" >"$scratch/samples"
    for feature in "${FEATURES[@]}"; do
        awk -v RS='jdk.ExecutionSample' -v pattern="${feature#*=}" -v name="${feature%%=*}" -v workload="${workload%%|*}" '
            /eventloop-thread/ { all++; if ($0 ~ pattern) some++ }
            END { printf "%-28s %-24s %4.1f %%\n", workload, name, all ? 100 * some / all : 0 }' "$scratch/samples"
    done
done
