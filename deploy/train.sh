#!/usr/bin/env bash
# Trains an AOT cache: bash deploy/train.sh SERVICE DEMO CACHE
#   bash deploy/train.sh target/quarkus-aot target/quarkus-demo target/quarkus-aot/app.aot
# The script runs purchases against the service, with the simulator of the demo as MoonPay, and stops it; the JVM writes the
# cache when it exits. The cache is valid only for these files and this JVM (JAVA_HOME, or java on the path; 25 or newer). Keys
# are generated for the training only. SIMULATOR_PORT changes the only fixed port, 8090.
#
# A JVM before 25.0.4 (JDK-8377932) compares the class path with that of the cache only up to the last file from which the
# assembling JVM (a child of the trained one) read a class itself; often there is none, and the cache would run old code after a
# file is replaced. The script therefore makes it read classes from the last file, and deletes a cache that is not fully compared.
set -euo pipefail

ROUNDS=${ROUNDS:-30}
SIMULATOR_PORT=${SIMULATOR_PORT:-8090}

service=$(cd "$1" && pwd)
demo=$(cd "$2" && pwd)
cache=$(cd "$(dirname "$3")" && pwd)/$(basename "$3")
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
simulator=http://localhost:$SIMULATOR_PORT

# A JVM rejects the cache without these options; they are the image's (Dockerfile.jvm).
TRAINED_OPTIONS="-XX:+UseSerialGC -XX:+UseCompactObjectHeaders"

# The last library on the class path of quarkus-run.jar; the service itself uses almost nothing of it.
LAST_LIBRARY=lib/boot/io.smallrye.common.smallrye-common-ref-*.jar

fail() {
    echo "train.sh: $*" >&2
    exit 1
}

# Waits until the log of a process reports that it listens.
await() {
    local process=$1 log=$2 tries
    for ((tries = 0; tries < 300; tries++)); do
        if grep -qs 'Listening on' "$log"; then return; fi
        kill -0 "$process" 2>/dev/null || break
        sleep 0.2
    done
    fail "it does not start: $(tail -n 20 "$log")"
}

post() {
    local path=$1 body=$2
    shift 2
    curl -sS "${as[@]}" "$@" -H 'Content-Type: application/json' -d "$body" "$api$path"
}

get() {
    local path=$1
    shift
    curl -sS -f -o /dev/null "${as[@]}" "$@" "$api$path"
}

# Prints the value of a field of one line of JSON.
field() {
    sed "s/.*\"$1\":\"\([^\"]*\)\".*/\1/"
}

# The calls of one purchase.
round() {
    local customer=trained-$1 session frame token
    session=$(post /v1/sessions "{\"externalCustomerId\":\"$customer\",\"deviceIp\":\"81.2.69.160\"}" -f | field sessionToken)
    frame=$(curl -sS -f "$simulator/simulator/connections?credentials=true&sessionToken=$session")
    token="MoonPay-Access-Token: $(field accessToken <<<"$frame")"
    post /v1/connections/requirements "${frame%%,\"customer\":*}}" -f -o /dev/null
    get '/v1/payment-methods?currency=USD&transactionType=buy' -H "$token"
    post /v1/quotes/compare "{$purchase}" -H "$token" -f -o /dev/null
    post /v1/quotes "{$purchase,\"paymentMethod\":{\"type\":\"apple_pay\"}}" -H "$token" -f -o /dev/null
    post /v1/quotes "{}" -H "$token" -o /dev/null
    get /v1/transactions -H "$token"
    get "/v1/customers/me?externalCustomerId=$customer"
    get /v1/assets
    get /v1/disclosures
    [ "$1" != 0 ] || post /v1/quotes/stream "{$purchase}" -H "$token" -m 2 -o /dev/null 2>/dev/null || true
    # Not ready before the end of its warm-up.
    curl -sS "$management/q/health/ready" "$management/q/metrics" >/dev/null
}

# Prints the names of the classes in a library; the directory of a zip file contains them uncompressed.
classes_of() {
    grep -a -o '[A-Za-z0-9_/$]*\.class' "$@" | sed 's/\.class$//' | grep / | sort -u
}

# Checks that a JVM with the cache compares every file of the class path with the one that it was trained with.
check_comparison() {
    local log known compared
    # shellcheck disable=SC2086
    log=$("$java" $TRAINED_OPTIONS -XX:AOTCache="$cache" -Xlog:class+path=debug -cp quarkus-run.jar -version 2>&1)
    known=$(grep -c '(app *) \[' <<<"$log" || true)
    compared=$(grep -c "Checking \[[0-9]*\] '.*' file" <<<"$log" || true)
    if [ "$known" = 0 ] || [ "$compared" != "$known" ]; then
        rm "$cache"
        fail "with this cache $compared of $known files would be compared before old code from it runs."
    fi
}

command -v curl >/dev/null || fail "curl is missing."
rm -f "$cache"
logs=$(mktemp -d)

key=mck_$(head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=')
digest=$(printf %s "$key" | sha256sum)
as=(-H "Authorization: ApiKey $key")
purchase='"source":{"asset":{"code":"USD"},"amount":"120.00"},"destination":{"asset":{"code":"ETH"}},"wallet":{"address":"0x52908400098527886E0F7030069857D2E4169EE7"}'

QUARKUS_HTTP_PORT=0 QUARKUS_MANAGEMENT_PORT=0 SIMULATOR_PORT=$SIMULATOR_PORT SIMULATOR_FRONTEND_PORT=0 \
    MOONCONNECT_CORS_ORIGINS=http://localhost SIMULATOR_RATE=0 \
    "$java" -jar "$demo/quarkus-run.jar" >"$logs/demo" 2>&1 &
upstream=$!
trap 'kill "$upstream" 2>/dev/null || true; rm -rf "$logs"' EXIT
await "$upstream" "$logs/demo"

cd "$service"
classes_of $LAST_LIBRARY >"$logs/classes"
# shellcheck disable=SC2086
QUARKUS_HTTP_PORT=0 QUARKUS_MANAGEMENT_PORT=0 QUARKUS_SHUTDOWN_DELAY=0s \
    JDK_AOT_VM_OPTIONS=-XX:ExtraSharedClassListFile=$logs/classes \
    MOONPAY_BASE_URL=$simulator MOONPAY_SECRET_KEY=sk_test_${key#mck_} MOONPAY_RATE=100000 MOONPAY_BURST=1000 \
    MOONCONNECT_BACKEND_KEYS=training=${digest%% *} MOONCONNECT_LIMIT_BACKEND=0 MOONCONNECT_LIMIT_TOKEN=0 \
    MOONCONNECT_LIMIT_SESSIONS_PER_ADDRESS=0 \
    "$java" $TRAINED_OPTIONS -XX:AOTCacheOutput="$cache" -jar quarkus-run.jar >"$logs/service" 2>&1 &
trained=$!
await "$trained" "$logs/service"
ports=$(sed -n 's/.*Listening on: [^ ]*:\([0-9]*\)\. Management interface listening on [^ ]*:\([0-9]*\)\..*/\1 \2/p' "$logs/service")
api=http://localhost:${ports% *}
management=http://localhost:${ports#* }
for ((i = 0; i < ROUNDS; i++)); do
    round "$i"
done
kill -TERM "$trained"
wait "$trained" || [ $? -eq 143 ] || fail "the service ended badly: $(tail -n 20 "$logs/service")"
[ -s "$cache" ] || fail "no cache came of it: $(tail -n 20 "$logs/service")"
check_comparison
echo "$cache: $(($(stat -c %s "$cache") / 1024 / 1024)) MiB, for $("$java" --version | tail -n 1)"
