package io.moonconnect.moonpay;

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

/** In an outage, the retries of all operations together are a fifth of the calls. */
@QuarkusTest
@TestProfile(FaultStormTest.LongTimes.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@Lengthy
class FaultStormTest {

    private static final int CALLS = 60;

    /** A retry budget window that outlasts the test, and time-outs that a busy machine does not reach. */
    public static class LongTimes implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "moonpay.retry-budget-window",
                    "1h",
                    "moonpay.request-timeout",
                    "20s",
                    "moonpay.quote-timeout",
                    "20s",
                    "moonpay.overall-timeout",
                    "20s");
        }
    }

    @Test
    void all_operations_share_one_retry_budget(SimulatorControl moonPay) {
        List<CalledOperation> operations = List.of(
                CalledOperation.GET_BUY_QUOTE, CalledOperation.LIST_TRANSACTIONS, CalledOperation.GET_TRANSACTION);
        String token = moonPay.accessToken("cust-1");
        operations.forEach(operation -> operation.request(token).then().statusCode(operation.goodStatus()));
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

    private static void storm(CalledOperation operation, String token) {
        IntStream.range(0, CALLS / 3)
                .forEach(i -> operation.request(token).then().statusCode(502));
    }
}
