package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.testing.CalledOperation;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.lessThan;

/** In an outage, the retries of all operations together are a fifth of the calls. */
@QuarkusTest
@TestProfile(FaultStormTest.ShortTimes.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@Lengthy
class FaultStormTest {

    private static final int CALLS = 60;

    /** Short time-outs, and a retry budget window that outlasts the test. */
    public static class ShortTimes implements QuarkusTestProfile {

        @Override
        public String getConfigProfile() {
            return "test,faults";
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("moonpay.retry-budget-window", "1h", "moonpay.breaker-window", "0");
        }
    }

    @Test
    void all_operations_share_one_retry_budget(SimulatorControl moonPay) {
        List<CalledOperation> operations = List.of(
                CalledOperation.GET_BUY_QUOTE, CalledOperation.LIST_TRANSACTIONS, CalledOperation.GET_TRANSACTION);
        String token = moonPay.accessToken("cust-1");
        // The first calls of a process can take longer than the short time-outs.
        operations.forEach(
                operation -> await().until(() -> operation.request(token).statusCode() == operation.goodStatus()));
        long before = moonPay.started();
        moonPay.status("*", 503);
        List<CompletableFuture<Void>> callers = operations.stream()
                .map(operation -> CompletableFuture.runAsync(
                        () -> storm(operation, token), runnable -> new Thread(runnable).start()))
                .toList();
        callers.forEach(CompletableFuture::join);

        long retries = moonPay.started() - before - CALLS;
        assertThat(retries).isBetween(3L, Math.round((before + CALLS) * 0.2));
        assertThat(Metrics.value("moonpay_retries_refused_total{operation=\"getBuyQuote\"}"))
                .isPositive();
    }

    @Test
    void fault_durations_are_a_tenth_of_the_usual_ones(SimulatorControl moonPay) {
        moonPay.delay("getBuyQuote", Duration.ofSeconds(60));
        CalledOperation.GET_BUY_QUOTE
                .request(moonPay.accessToken("cust-1"))
                .then()
                .statusCode(504)
                .time(lessThan(Duration.ofSeconds(10).toMillis()));
    }

    private static void storm(CalledOperation operation, String token) {
        IntStream.range(0, CALLS / 3)
                .forEach(i -> operation.request(token).then().statusCode(502));
    }
}
