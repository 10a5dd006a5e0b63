package io.moonconnect.fault;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.moonconnect.testing.FreePort;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.StallWatch;
import io.moonconnect.testing.TcpGate;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Every fault × every operation: the caller's answer, the calls to MoonPay, the time taken, and no resource left
 * behind.
 */
@QuarkusTest
@TestProfile(FaultMatrixTest.BehindAGate.class)
@Lengthy
class FaultMatrixTest {

    /** Per event loop (one per core). */
    private static final int CONNECTIONS = 4;

    private static final int ALL_CONNECTIONS =
            CONNECTIONS * Runtime.getRuntime().availableProcessors();
    private static final Duration OVERALL = Duration.ofMillis(800);
    private static final Duration MARGIN = Duration.ofMillis(500);
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration STALL = Duration.ofMillis(20);
    private static final int MOST_TRIES = 6;

    private static final FaultMatrix MATRIX = new FaultMatrix();

    private static TcpGate gate;
    private static SimulatorControl moonPay;
    private static StallWatch stalls;

    /**
     * A tenth of the usual times, no state shared between cells, and so few connections to MoonPay that a leak in one
     * cell starves the next ones.
     */
    public static class BehindAGate implements QuarkusTestProfile {

        @Override
        public String getConfigProfile() {
            return "test,faults";
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "moonpay.base-url",
                    "http://localhost:" + FreePort.find(),
                    "simulator.port",
                    String.valueOf(FreePort.find()),
                    "moonpay.max-connections",
                    String.valueOf(CONNECTIONS),
                    "moonpay.breaker-window",
                    "0",
                    "moonpay.retry-budget",
                    "1",
                    "moonpay.retry-budget-window",
                    "10ms",
                    "moonpay.longest-pause",
                    "200ms");
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    static Stream<Arguments> cells() {
        return Arrays.stream(MoonPayFault.values()).flatMap(fault -> Arrays.stream(OurOperation.values())
                .map(operation -> Arguments.of(fault, operation)));
    }

    @BeforeAll
    static void openTheGate() {
        int simulator = ConfigProvider.getConfig().getValue("simulator.port", Integer.class);
        URI moonPayAddress = ConfigProvider.getConfig().getValue("moonpay.base-url", URI.class);
        int behind = "https".equals(moonPayAddress.getScheme())
                ? ConfigProvider.getConfig().getValue("simulator.tls-port", Integer.class)
                : simulator;
        moonPay = new SimulatorControl(URI.create("http://localhost:" + simulator));
        gate = new TcpGate(moonPayAddress.getPort(), behind);
        stalls = StallWatch.start();
    }

    @AfterAll
    static void printTheMatrix() {
        MATRIX.publish();
        stalls.close();
        gate.close();
    }

    @ParameterizedTest(name = "{0} × {1}")
    @MethodSource("cells")
    void every_fault_is_a_known_problem_and_leaks_nothing(MoonPayFault fault, OurOperation operation) {
        MATRIX.repeated(stalls.repeat(MOST_TRIES, STALL, () -> check(fault, operation)));
    }

    private static void check(MoonPayFault fault, OurOperation operation) {
        String token = freshMoonPay();
        fault.strike(gate, moonPay, operation.called().id());
        int before = attempts(operation);
        long start = System.nanoTime();
        Response response = operation.request(token);
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        int calls = attempts(operation) - before;
        Expected expected = fault.on(operation);
        expected.check(response, calls);
        assertThat(took).isLessThan(OVERALL.plus(MARGIN));
        assertThat(moonPay.counts(operation.called().id()).started()).isEqualTo(fault.isOnTheWay() ? 0 : calls);
        checkWhole(operation, token);
        MATRIX.put(fault, operation, expected.shown(calls), took);
    }

    /** Closes the previous cell's connections: a failure of a reused connection adds one call. */
    private static String freshMoonPay() {
        gate.closeConnections();
        soon(() -> gate.connections() == 0);
        gate.open();
        moonPay.reset();
        moonPay.rate(0);
        String token = moonPay.accessToken("cust-compare");
        soon(() -> OurOperation.CUSTOMER.request(token).statusCode() == OurOperation.CUSTOMER.goodStatus());
        gate.closeConnections();
        soon(() -> gate.connections() == 0);
        moonPay.forgetRequests();
        return token;
    }

    private static void checkWhole(OurOperation operation, String token) {
        String called = operation.called().id();
        soon(() -> moonPay.counts(called).inFlight() == 0);
        soon(() -> gate.connections() <= operation.legs());
        assertThat(Metrics.page().lines().filter(line -> line.startsWith("moonpay_permits_waiting{")))
                .isNotEmpty()
                .allMatch(line -> line.endsWith(" 0.0"));
        moonPay.clearFaults();
        gate.open();
        soon(() -> operation.request(token).statusCode() == operation.goodStatus());
        assertThat(gate.connections()).isBetween(1, ALL_CONNECTIONS);
    }

    private static int attempts(OurOperation operation) {
        String series =
                "moonpay_calls_seconds_count{operation=\"" + operation.called().id() + "\"";
        return (int) Metrics.page()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** Returns at once if the condition holds: it is checked a thousand times. */
    private static void soon(Callable<Boolean> condition) {
        await().atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(condition);
    }
}
