#!/usr/bin/env bash
# What a customer waits for when MoonPay is a network away and seconds pass between two calls:
#   deploy/bench/distance.sh [seconds of journeys] [seconds of warm-up] [name=port:command ...]
# MoonPay is nginx with TLS and the fixed responses of upstream.conf, behind a relay that delays bytes and new connections.
# Other servers are given as for throughput.sh. They must call MOONPAY_BASE_URL; a JVM and Node.js trust its certificate by
# JDK_JAVA_OPTIONS and NODE_EXTRA_CA_CERTS, and {trust} in a command is replaced by the option of a native executable.
# A journey is session, 4 s, payment methods, 6 s, comparison of four, 9 s, quote, 12 s, quote. Afterwards, after a silence,
# 20 new customers ask each server for a comparison at once. Variables, with their defaults:
#   BENCH_HTTP2=on            off: MoonPay speaks HTTP/1.1 only
#   BENCH_ONE_WAY_MILLIS=20   delay of each direction
#   BENCH_INTERVAL=40         seconds between two journeys with a server
#   BENCH_PAUSES=1            factor of the pauses
#   BENCH_SILENCE=60          seconds before 20 customers come at once
#   BENCH_CROWDS=1            how often they come
#   BENCH_KEEP=directory      keeps the logs there, for distance-report.mjs
# Ends with 1 where a call fails, whatever the times are.
. "$(dirname "$0")/workloads.sh"

seconds=${1:-600}
warm_up=${2:-120}
shift $(($# < 2 ? $# : 2))
http2=${BENCH_HTTP2:-on}
delay=${BENCH_ONE_WAY_MILLIS:-20}
tls_port=${BENCH_TLS_PORT:-9103}
ca=$scratch/upstream/ca.pem
trust="-Djavax.net.ssl.trustStore=$scratch/trust.p12 -Djavax.net.ssl.trustStorePassword=not-a-secret"

certificate() { openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "$@" 2>/dev/null; }

make_certificates() {
    certificate -subj '/CN=Authority of the benchmark' -keyout "$scratch/ca.key" -out "$ca"
    certificate -subj /CN=localhost -addext subjectAltName=DNS:localhost -addext basicConstraints=critical,CA:false \
        -CA "$ca" -CAkey "$scratch/ca.key" -keyout "$scratch/upstream/server.key" -out "$scratch/upstream/server.pem"
    keytool -importcert -noprompt -alias ca -file "$ca" \
        -keystore "$scratch/trust.p12" -storetype PKCS12 -storepass not-a-secret 2>/dev/null
}

start_tls_upstream() {
    local protocols=ssl
    [ "$http2" != on ] || protocols="ssl http2"
    cp "$bench/distance.conf" "$scratch/upstream/"
    sed "s/listen .*/listen 127.0.0.1:$tls_port $protocols backlog=4096;/; s/access_log off;/include distance.conf;/" \
        "$bench/upstream.conf" >"$scratch/upstream/upstream.conf"
    second nginx -p "$scratch/upstream" -c "$scratch/upstream/upstream.conf" &
    running+=($!)
    answers "$tls_port" /
}

# Each server has a port of the relay to itself, by which nginx's log and the relay's distinguish them.
start_relay() { # number of ports
    second node "$bench/relay.mjs" "$tls_port" "$delay" "$1" >"$scratch/relay.log" &
    running+=($!)
    for _ in $(seq 100); do
        [ ! -s "$scratch/relay.log" ] || break
        sleep 0.1
    done
    read -r -a relay_ports <"$scratch/relay.log"
}

mkdir "$scratch/upstream"
make_certificates
[ -z "${BENCH_KEEP:-}" ] || mkdir -p "$BENCH_KEEP"
start_tls_upstream
start_relay $(($# + 2))
echo "HTTP/2 $http2, $delay ms each way, a journey every ${BENCH_INTERVAL:-40} s for $seconds s, warm-up $warm_up s"

# name=port of the server, name=port of the relay
customers_call=()
connections_of=()
for other in "$@"; do
    relay_port=${relay_ports[${#connections_of[@]}]}
    start_other "${other//\{trust\}/$trust}" MOONPAY_BASE_URL="https://localhost:$relay_port" \
        JDK_JAVA_OPTIONS="$trust" NODE_EXTRA_CA_CERTS="$ca"
    customers_call+=("${other%%:*}")
    connections_of+=("${other%%=*}=$relay_port")
done
relay_port=${relay_ports[$#]}
[ -z "${BENCH_COMMAND:-}" ] || BENCH_COMMAND+=" $trust"
start_service MOONPAY_BASE_URL="https://localhost:$relay_port" JDK_JAVA_OPTIONS="$trust"
customers_call+=("ours=$service_port")
connections_of+=("ours=$relay_port")

export BENCH_SECONDS=$seconds BENCH_WARM_UP=$warm_up BENCH_INTERVAL=${BENCH_INTERVAL:-40} BENCH_PAUSES=${BENCH_PAUSES:-1}
export BENCH_SILENCE=${BENCH_SILENCE:-60} BENCH_CROWDS=${BENCH_CROWDS:-1}
export BENCH_CA=$ca BENCH_API_KEY=$api_key BENCH_PURCHASE=$purchase
(second node "$bench/distance.mjs" "${relay_ports[$(($# + 1))]}" "${customers_call[@]}") >"$scratch/calls.log"
[ -z "${BENCH_KEEP:-}" ] || cp "$scratch"/{calls,relay,service}.log "$scratch/upstream/access.log" "$BENCH_KEEP"
node "$bench/distance-report.mjs" "$scratch/calls.log" "$scratch/upstream/access.log" "$scratch/relay.log" \
    "$delay" "${connections_of[@]}"
errors=$(error_lines)
echo "error lines of the service: $errors"
[ "$errors" = 0 ]
