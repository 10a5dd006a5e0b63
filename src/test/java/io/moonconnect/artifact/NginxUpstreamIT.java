package io.moonconnect.artifact;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.KeyStoreFile;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.StallWatch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** A real nginx as MoonPay: the handshake chooses the protocol, reloads fail no call, and TLS sessions are resumed. */
@Lengthy
class NginxUpstreamIT {

    private static final ApiKey KEY = ApiKey.random();
    private static final int CALLERS = 4;
    private static final int CALLS = 100;
    private static final int RELOADS = 4;
    private static final Map<String, String> WITHOUT_PERMITS =
            Map.of("MOONPAY_RATE", "1000000", "MOONPAY_BURST", "1000000");

    private static final int AT_ONCE = 60;
    private static final int AT_ONCE_LATER = 45;
    private static final int RATE_AND_BURST = 30;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** nginx logs a call once it has answered it, in whole milliseconds. */
    private static final double ALMOST_A_SECOND = 0.98;

    /** As long as may be missing from the second. */
    private static final Duration STALL = Duration.ofMillis(20);

    private static final int MOST_TRIES = 4;

    @TempDir
    Path directory;

    @BeforeAll
    static void needsNginx() {
        Assumptions.assumeTrue(NginxUpstream.isInstalled(), "needs nginx: apt-get install nginx");
    }

    @ParameterizedTest
    @CsvSource({"true, HTTP/2.0", "false, HTTP/1.1"})
    void reloads_fail_no_call(boolean http2, String protocol) throws Exception {
        KeyStoreFile keys = KeyStoreFile.in(directory);
        try (NginxUpstream moonPay = NginxUpstream.start(directory, keys, http2);
                ArtifactProcess service = start(moonPay, keys, WITHOUT_PERMITS)) {
            URI sessions = service.listening().api().resolve("/v1/sessions");

            assertThat(statusesWithReloads(sessions, moonPay))
                    .as(service.output())
                    .hasSize(CALLERS * CALLS)
                    .containsOnly(201);
            assertThat(moonPay.calls()).allMatch(call -> call.startsWith("200 " + protocol + " "));
            assertThat(connections(moonPay.calls())).as("connections").hasSizeGreaterThan(RELOADS);
            List<String> onResumedSessions =
                    moonPay.calls().stream().filter(call -> call.endsWith(" r")).toList();
            assertThat(connections(onResumedSessions))
                    .as("connections with a resumed TLS session")
                    .hasSizeGreaterThanOrEqualTo(RELOADS);
        }
    }

    /** Connections are opened by the first calls, which wait for them, and so do the first ones after a pause. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void moonpay_sees_no_more_than_rate_and_burst_in_the_first_second_and_after_a_pause(boolean http2)
            throws Exception {
        try (StallWatch stalls = StallWatch.start()) {
            // What is held up on its way comes together with what follows it.
            stalls.repeat(
                    MOST_TRIES,
                    STALL,
                    () -> assertRateAndBurst(timesOfTwoBursts(Files.createTempDirectory(directory, "try"), http2)));
        }
    }

    private static List<Double> timesOfTwoBursts(Path directory, boolean http2) throws Exception {
        KeyStoreFile keys = KeyStoreFile.in(directory);
        try (NginxUpstream moonPay = NginxUpstream.start(directory, keys, http2);
                ArtifactProcess service =
                        start(moonPay, keys, Map.of("MOONPAY_WARM_CONNECTIONS", "0", "MOONPAY_PERMIT_WAIT", "3s"))) {
            URI sessions = service.listening().api().resolve("/v1/sessions");
            burst(sessions, AT_ONCE);

            moonPay.reload();
            // Without the bound of the burst, so many permits would be kept that the assertion fails.
            Awaitility.await().pollDelay(PAUSE).until(() -> true);
            List<String> before = moonPay.calls();
            assertThat(before).as(service.output()).hasSizeGreaterThan(RATE_AND_BURST);
            burst(sessions, AT_ONCE_LATER);
            List<String> calls = moonPay.calls();
            assertThat(calls).as(service.output()).hasSizeGreaterThan(before.size() + RATE_AND_BURST);
            assertThat(connections(calls.subList(before.size(), calls.size())))
                    .as("connections after the pause")
                    .doesNotContainAnyElementsOf(connections(before));
            return calls.stream()
                    .map(call -> Double.valueOf(call.split(" ")[4]))
                    .sorted()
                    .toList();
        }
    }

    private static Set<String> connections(List<String> calls) {
        return calls.stream().map(call -> call.split(" ")[2]).collect(Collectors.toSet());
    }

    private static void burst(URI sessions, int calls) throws InterruptedException {
        ExecutorService callers = Executors.newFixedThreadPool(calls);
        try {
            callers.invokeAll(Collections.nCopies(calls, () -> status(sessions)));
        } finally {
            callers.shutdownNow();
        }
    }

    private static void assertRateAndBurst(List<Double> times) {
        for (int i = RATE_AND_BURST; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - RATE_AND_BURST))
                    .as("seconds for %d calls, of %s", RATE_AND_BURST + 1, times)
                    .isGreaterThan(ALMOST_A_SECOND);
        }
    }

    private static List<Integer> statusesWithReloads(URI sessions, NginxUpstream moonPay) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<List<Integer>>> running = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                running.add(callers.submit(() -> statuses(sessions)));
            }
            for (int reload = 1; reload <= RELOADS; reload++) {
                int calls = reload * CALLERS * CALLS / (RELOADS + 1);
                Awaitility.await().until(() -> moonPay.calls().size() >= calls);
                moonPay.reload();
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<List<Integer>> caller : running) {
                statuses.addAll(caller.get());
            }
            return statuses;
        } finally {
            callers.shutdownNow();
        }
    }

    private static List<Integer> statuses(URI sessions) {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            statuses.add(status(sessions));
        }
        return statuses;
    }

    private static int status(URI sessions) {
        return given().header("Authorization", KEY.header())
                .contentType("application/json")
                .body("{\"externalCustomerId\":\"cust-7f31\",\"deviceIp\":\"81.2.69.160\"}")
                .post(sessions)
                .statusCode();
    }

    private static ArtifactProcess start(NginxUpstream moonPay, KeyStoreFile keys, Map<String, String> settings) {
        ProductionConfig config = ProductionConfig.complete(URI.create("https://localhost:" + moonPay.port()), KEY)
                .with("MOONCONNECT_LIMIT_BACKEND", "0")
                .with("MOONCONNECT_LIMIT_SESSIONS_PER_ADDRESS", "0")
                .with("MOONCONNECT_LIMIT_SESSIONS_PER_CUSTOMER", "0");
        Map<String, String> environment = new HashMap<>(config.environment());
        environment.putAll(settings);
        return Artifact.PRODUCTION.start(
                "nginx-upstream",
                environment,
                "-Djavax.net.ssl.trustStore=" + keys.path(),
                "-Djavax.net.ssl.trustStorePassword=" + KeyStoreFile.PASSWORD);
    }
}
