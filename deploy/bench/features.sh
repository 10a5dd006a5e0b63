#!/usr/bin/env bash
# What features cost:
#   deploy/bench/features.sh [seconds] [warm-up seconds]
# First the CPU time of a quote, and what it is with what can be turned on or off by configuration: the median of three, all in
# turns. Then, for each workload, the share of the samples in Java code (JDK Flight Recorder) that a feature has.
. "$(dirname "$0")/workloads.sh"

seconds=${1:-6}
warm_up=${2:-20}

VARIANTS=(
    'as measured|'
    'limits on|MOONCONNECT_LIMIT_BACKEND=1000000/1s MOONCONNECT_LIMIT_TOKEN=1000000/1s MOONCONNECT_LIMIT_SESSIONS_PER_ADDRESS=1000000/1s MOONCONNECT_LIMIT_SESSIONS_PER_CUSTOMER=1000000/1s'
    'audit not written|QUARKUS_LOG_CATEGORY__IO_MOONCONNECT_AUDIT__LEVEL=OFF'
    "tracing on, 1 %|QUARKUS_OTEL_SDK_DISABLED=false QUARKUS_OTEL_TRACES_SAMPLER_ARG=0.01"
    "tracing on, all|QUARKUS_OTEL_SDK_DISABLED=false"
)

# feature=pattern of a frame that all of it is below
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

# cost <workload>: µs of CPU for a request
cost() {
    local from result
    closed_loop "$service_port" "$1" 64 "$warm_up" >/dev/null
    from=$(cpu_micros)
    result=$(closed_loop "$service_port" "$1" 64 "$seconds")
    echo $((($(cpu_micros) - from) / $(sed 's/.*requests=\([0-9]*\).*/\1/' <<<"$result")))
}

stop_service() {
    kill "$service_pid"
    wait "$service_pid" 2>/dev/null || true
}

start_upstream
for _ in 1 2 3; do
    for variant in "${VARIANTS[@]}"; do
        # shellcheck disable=SC2086
        start_service QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:$upstream_port" QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf ${variant#*|}
        echo "${variant%%|*}|$(cost "${WORKLOADS[3]}")" >>"$scratch/costs"
        stop_service
    done
done
for variant in "${VARIANTS[@]}"; do
    printf '%-28s %s µs\n' "${variant%%|*}" "$(grep -F "${variant%%|*}|" "$scratch/costs" | cut -d'|' -f2 | sort -n | sed -n 2p)"
done

sampled="$jvm_options -XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints -XX:FlightRecorderOptions=stackdepth=256"
for workload in "${WORKLOADS[@]}"; do
    jvm_options="$sampled" start_service
    closed_loop "$service_port" "$workload" 64 "$warm_up" >/dev/null
    jcmd "$service_pid" JFR.start name=bench settings=profile >/dev/null
    closed_loop "$service_port" "$workload" 64 "$((seconds * 4))" >/dev/null
    jcmd "$service_pid" JFR.stop name=bench filename="$scratch/bench.jfr" >/dev/null
    stop_service
    jfr print --events jdk.ExecutionSample --stack-depth 256 "$scratch/bench.jfr" >"$scratch/samples"
    for feature in "${FEATURES[@]}"; do
        awk -v RS='jdk.ExecutionSample' -v pattern="${feature#*=}" -v name="${feature%%=*}" -v workload="${workload%%|*}" '
            /eventloop-thread/ { all++; if ($0 ~ pattern) some++ }
            END { printf "%-28s %-24s %4.1f %%\n", workload, name, all ? 100 * some / all : 0 }' "$scratch/samples"
    done
done
