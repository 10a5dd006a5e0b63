package io.moonconnect.moonpay;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.CalledOperation;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;

import static io.moonconnect.testing.Api.anybody;
import static io.moonconnect.testing.Api.unheld;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Circuit breakers, one per operation. Each test uses a different operation, so each has its own breaker. */
@QuarkusTest
@TestProfile(BreakersTest.WithBreakers.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@Lengthy
class BreakersTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int WINDOW = 20;

    /** Circuit breakers are on, and calls take as long as a test needs. */
    public static class WithBreakers implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "moonpay.breaker-window", String.valueOf(WINDOW),
                    "moonpay.breaker-open", "3s",
                    "moonpay.request-timeout", "20s",
                    "moonpay.overall-timeout", "20s",
                    "moonpay.max-retries", "0");
        }
    }

    @Test
    void an_open_circuit_breaker_rejects_at_once_without_a_permit(SimulatorControl moonPay) {
        CalledOperation operation = CalledOperation.CREATE_SESSION;
        assertThat(state(operation, "closed")).isEqualTo(1.0);
        open(operation, moonPay);
        double permits = Metrics.value("moonpay_permits_granted_seconds_count{class=\"interactive\"}");

        ProblemAnswer answer = ProblemAnswer.of(operation.request(null)).is(ProblemType.MOONPAY_BUSY);

        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 3);
        assertThat(moonPay.counts(operation.id()).started()).isEqualTo(WINDOW);
        assertThat(Metrics.value("moonpay_permits_granted_seconds_count{class=\"interactive\"}"))
                .isEqualTo(permits);
        assertThat(Metrics.value("moonpay_calls_refused_total{operation=\"createSession\",outcome=\"circuit_open\"}"))
                .isEqualTo(1.0);
        assertThat(state(operation, "closed")).isZero();
    }

    @Test
    void other_operations_are_not_affected(SimulatorControl moonPay) {
        open(CalledOperation.LIST_TRANSACTIONS, moonPay);
        CalledOperation.GET_BUY_QUOTE
                .request(moonPay.accessToken("cust-1"))
                .then()
                .statusCode(200);
    }

    @Test
    void half_open_admits_one_probe_and_its_success_closes_the_breaker(SimulatorControl moonPay) {
        CalledOperation operation = CalledOperation.LIST_ASSETS;
        openAndWait(operation, moonPay);
        moonPay.delay(operation.id(), Duration.ofSeconds(3));

        List<Integer> statuses = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> operation.request(null).statusCode(), runnable -> new Thread(runnable).start()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses)
                .containsOnlyOnce(200)
                .filteredOn(status -> status == 503)
                .hasSize(7);
        assertThat(moonPay.counts(operation.id()).started()).isEqualTo(1);
        assertThat(state(operation, "closed")).isEqualTo(1.0);
        moonPay.clearFaults();
        operation.request(null).then().statusCode(200);
    }

    @Test
    void a_failed_probe_keeps_the_breaker_open(SimulatorControl moonPay) {
        CalledOperation operation = CalledOperation.REVOKE_CUSTOMER_SESSIONS;
        openAndWait(operation, moonPay);
        moonPay.status(operation.id(), 500);
        operation.request(null).then().statusCode(502);
        operation.request(null).then().statusCode(503);
        assertThat(moonPay.counts(operation.id()).started()).isEqualTo(1);
        assertThat(state(operation, "open")).isEqualTo(1.0);
    }

    @Test
    void a_probe_rejected_by_moonpay_closes_the_breaker(SimulatorControl moonPay) {
        CalledOperation operation = CalledOperation.DELETE_PAYMENT_METHOD;
        openAndWait(operation, moonPay);
        operation.request(moonPay.accessToken("cust-1")).then().statusCode(404);
        assertThat(state(operation, "closed")).isEqualTo(1.0);
    }

    @Test
    void a_cancelled_probe_permits_the_next(SimulatorControl moonPay) throws Exception {
        CalledOperation operation = CalledOperation.GET_TRANSACTION;
        String token = moonPay.accessToken("cust-1");
        openAndWait(operation, moonPay);
        moonPay.add(SimulatorFault.hang(operation.id()).times(1));
        try (Socket caller = RawHttp.open()) {
            String request = RawHttp.head("GET", "/v1/transactions/tx-1", "MoonPay-Access-Token: " + token);
            caller.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            await().atMost(SOON).until(() -> moonPay.counts(operation.id()).started() == 1);
            assertThat(state(operation, "half_open")).isEqualTo(1.0);
            operation.request(token).then().statusCode(503);
        }
        await().atMost(SOON).until(() -> moonPay.counts(operation.id()).cancelled() == 1);
        assertThat(state(operation, "half_open")).isEqualTo(1.0);

        moonPay.literal(operation.id(), 200, "{\"data\":{\"id\":\"tx-1\",\"status\":\"pending\"}}");
        unheld(token).get("/v1/transactions/tx-1").then().statusCode(200);
        assertThat(state(operation, "closed")).isEqualTo(1.0);
    }

    @Test
    void rejections_by_moonpay_do_not_open_the_breaker(SimulatorControl moonPay) {
        CalledOperation operation = CalledOperation.LIST_PAYMENT_METHODS;
        String token = moonPay.accessToken("cust-1");
        for (int status : new int[] {400, 401, 403, 404, 409, 429}) {
            moonPay.clearFaults();
            moonPay.status(operation.id(), status);
            IntStream.range(0, WINDOW).forEach(i -> operation.request(token));
        }
        assertThat(moonPay.counts(operation.id()).started()).isEqualTo(6 * WINDOW);
        assertThat(state(operation, "closed")).isEqualTo(1.0);
    }

    @Test
    void pages_open_the_breaker_once_different_customers_get_them(SimulatorControl moonPay) {
        CalledOperation operation = CalledOperation.GET_CUSTOMERS_BY_EXTERNAL_ID;
        moonPay.add(json(operation, 403, "{\"message\":\"Forbidden\"}"));
        IntStream.range(0, 2 * WINDOW).forEach(i -> customer("cust-" + i).then().statusCode(502));
        for (int status : new int[] {403, 200}) {
            moonPay.clearFaults();
            moonPay.add(json(operation, status, "<html>Access denied</html>"));
            for (int i = 0; i < 2 * WINDOW; i++) {
                customer("cust-1").then().statusCode(502);
            }
        }
        assertThat(state(operation, "closed")).isEqualTo(1.0);
        IntStream.range(0, 2 * WINDOW).forEach(i -> customer("cust-" + i));
        assertThat(state(operation, "open")).isEqualTo(1.0);
    }

    /** It may be MoonPay's own balancer during an outage. */
    @Test
    void a_balancers_503_opens_the_breaker_for_one_customer_too(SimulatorControl moonPay) {
        CalledOperation operation = CalledOperation.EXPORT_CUSTOMER;
        moonPay.add(json(operation, 503, "<html>Service Unavailable</html>"));
        IntStream.range(0, WINDOW).forEach(i -> operation.request(null).then().statusCode(502));
        assertThat(state(operation, "open")).isEqualTo(1.0);
    }

    private static SimulatorFault json(CalledOperation operation, int status, String body) {
        return SimulatorFault.literal(operation.id(), status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Response customer(String externalCustomerId) {
        return anybody().get("/v1/customers/me?externalCustomerId=" + externalCustomerId);
    }

    /** Opens the circuit breaker, waits until it is half-open, and resets MoonPay's counts. */
    private static void openAndWait(CalledOperation operation, SimulatorControl moonPay) {
        open(operation, moonPay);
        await().atMost(SOON).until(() -> state(operation, "half_open") == 1.0);
        moonPay.clearFaults();
        moonPay.forgetRequests();
    }

    private static void open(CalledOperation operation, SimulatorControl moonPay) {
        moonPay.status(operation.id(), 500);
        String token = moonPay.accessToken("cust-1");
        IntStream.range(0, WINDOW).forEach(i -> operation.request(token).then().statusCode(502));
    }

    private static double state(CalledOperation operation, String state) {
        return Metrics.value("moonpay_circuit_state{operation=\"" + operation.id() + "\",state=\"" + state + "\"}");
    }
}
