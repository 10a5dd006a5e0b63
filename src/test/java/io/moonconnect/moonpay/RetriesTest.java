package io.moonconnect.moonpay;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.moonconnect.testing.CalledOperation;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThan;

/** Which calls are retried, when, how often, and within which deadline. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class RetriesTest {

    private static final CalledOperation QUOTE = CalledOperation.GET_BUY_QUOTE;
    private static final String ESTIMATE = """
            {"source":{"asset":{"code":"USD"},"amount":"120.00"},"destination":{"asset":{"code":"ETH"}}}""";

    private static final Duration SOON = Duration.ofSeconds(10);

    @Inject
    MoonPay moonPayClient;

    @Inject
    Vertx vertx;

    private static final Map<String, Function<String, SimulatorFault>> WORTH_A_RETRY = Map.of(
            "429", operation -> SimulatorFault.status(operation, 429).headers(Map.of("Retry-After", "0")),
            "502", operation -> SimulatorFault.status(operation, 502),
            "503", operation -> SimulatorFault.status(operation, 503),
            "504", operation -> SimulatorFault.status(operation, 504),
            "closed before an answer", SimulatorFault::drop,
            "reset before an answer", SimulatorFault::abort);

    static Stream<Arguments> retried() {
        return rows(CalledOperation::isSafe);
    }

    static Stream<Arguments> neverRetried() {
        return rows(operation -> !operation.isSafe());
    }

    static Stream<Arguments> notWorthARetry() {
        return Stream.of(
                Arguments.of("500", SimulatorFault.status(QUOTE.id(), 500)),
                Arguments.of("400", SimulatorFault.status(QUOTE.id(), 400)),
                Arguments.of("401", SimulatorFault.status(QUOTE.id(), 401)),
                Arguments.of("409", SimulatorFault.status(QUOTE.id(), 409)),
                Arguments.of("a redirect", SimulatorFault.redirect(QUOTE.id(), 307)),
                Arguments.of("not JSON", SimulatorFault.malformed(QUOTE.id())),
                Arguments.of("reset in the middle", SimulatorFault.reset(QUOTE.id())),
                Arguments.of("closed in the middle", SimulatorFault.truncate(QUOTE.id())),
                Arguments.of("silence", SimulatorFault.hang(QUOTE.id())));
    }

    @ParameterizedTest(name = "{0} × {1}")
    @MethodSource("retried")
    void a_read_is_retried(CalledOperation operation, String name) {
        SimulatorControl moonPay = onNewConnections();
        moonPay.add(fault(operation, name).times(1));
        operation.request(moonPay.accessToken("cust-1")).then().statusCode(operation.goodStatus());
        assertThat(moonPay.counts(operation.id()).started()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0} × {1}")
    @MethodSource("neverRetried")
    void a_write_is_not_retried(CalledOperation operation, String name) {
        SimulatorControl moonPay = onNewConnections();
        moonPay.add(fault(operation, name).times(1));
        operation.request(moonPay.accessToken("cust-1")).then().statusCode(greaterThanOrEqualTo(500));
        assertThat(moonPay.counts(operation.id()).started()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notWorthARetry")
    void other_failures_are_not_retried(String name, SimulatorFault fault) {
        SimulatorControl moonPay = onNewConnections();
        moonPay.add(fault.times(1));
        QUOTE.request(moonPay.accessToken("cust-1")).then().statusCode(greaterThanOrEqualTo(400));
        assertThat(moonPay.counts(QUOTE.id()).started()).isEqualTo(1);
    }

    @Test
    void there_are_at_most_two_retries_and_they_are_counted(SimulatorControl moonPay) {
        double retries = retries();
        double attempts = attempts("unavailable");
        moonPay.status(QUOTE.id(), 503);
        QUOTE.request(moonPay.accessToken("cust-1")).then().statusCode(502);
        assertThat(moonPay.counts(QUOTE.id()).started()).isEqualTo(3);
        assertThat(retries() - retries).isEqualTo(2.0);
        assertThat(attempts("unavailable") - attempts).isEqualTo(3.0);
    }

    @Test
    void resending_after_a_stale_connection_is_neither_a_retry_nor_a_failure(SimulatorControl moonPay)
            throws IOException {
        String token = "MoonPay-Access-Token: " + moonPay.accessToken("cust-1");
        double retries = retries();
        double stale = attempts("stale_connection");
        try (Socket caller = RawHttp.open()) {
            assertThat(RawHttp.post(caller, "/v1/quotes", ESTIMATE, token).status())
                    .isEqualTo(200);
            moonPay.add(SimulatorFault.drop(QUOTE.id()).times(1));
            assertThat(RawHttp.post(caller, "/v1/quotes", ESTIMATE, token).status())
                    .isEqualTo(200);
        }
        assertThat(retries() - retries).isZero();
        assertThat(attempts("stale_connection") - stale).isEqualTo(1.0);
    }

    @Test
    void retry_after_delays_a_retry(SimulatorControl moonPay) {
        moonPay.add(SimulatorFault.status(QUOTE.id(), 503)
                .headers(Map.of("Retry-After", "1"))
                .times(1));
        QUOTE.request(moonPay.accessToken("cust-1"))
                .then()
                .statusCode(200)
                .time(greaterThanOrEqualTo(Duration.ofSeconds(1).toMillis()));
    }

    @Test
    void a_delay_beyond_the_deadline_is_not_started(SimulatorControl moonPay) {
        moonPay.add(SimulatorFault.status(QUOTE.id(), 503).headers(Map.of("Retry-After", "30")));
        QUOTE.request(moonPay.accessToken("cust-1")).then().statusCode(502).time(lessThan(SOON.toMillis()));
        assertThat(moonPay.counts(QUOTE.id()).started()).isEqualTo(1);
    }

    /**
     * The overall deadline of 3 seconds cuts the third attempt before it has had half of its own 1.5 seconds, if it
     * begins after 2.25 seconds. It begins after 2.6, so that a busy machine may be late before and then.
     */
    @Test
    void retries_end_at_the_overall_deadline(SimulatorControl moonPay) {
        double cut = attempts("deadline");
        moonPay.add(SimulatorFault.status(QUOTE.id(), 503)
                .headers(Map.of("Retry-After", "1"))
                .after(Duration.ofMillis(300))
                .times(2));
        moonPay.add(SimulatorFault.hang(QUOTE.id()));
        QUOTE.request(moonPay.accessToken("cust-1")).then().statusCode(504).time(lessThan(SOON.toMillis()));
        assertThat(attempts("deadline") - cut).isEqualTo(1.0);
        await().atMost(SOON).until(() -> moonPay.counts(QUOTE.id()).cancelled() == 1);
    }

    /** The other caller's retry comes when that of the cancelled one would have come. */
    @Test
    void cancellation_between_attempts_prevents_further_ones(SimulatorControl moonPay) throws Exception {
        moonPay.add(SimulatorFault.status(QUOTE.id(), 503)
                .headers(Map.of("Retry-After", "2"))
                .times(2));
        String token = moonPay.accessToken("cust-1");
        try (Socket caller = RawHttp.open()) {
            caller.getOutputStream().write(quoteRequest(token).getBytes(StandardCharsets.US_ASCII));
            await().atMost(SOON).until(() -> moonPay.counts(QUOTE.id()).completed() == 1);
        }
        QUOTE.request(token).then().statusCode(200);
        assertThat(moonPay.counts(QUOTE.id()).started()).isEqualTo(3);
    }

    @Test
    void an_answer_after_a_retry_arrives_on_the_callers_context(SimulatorControl moonPay) throws Exception {
        moonPay.add(SimulatorFault.status("getCustomersByExternalId", 503).times(2));
        Context caller = vertx.getOrCreateContext();
        CompletableFuture<Context> answered = new CompletableFuture<>();
        caller.runOnContext(ignored -> moonPayClient
                .customers("cust-1")
                .subscribe()
                .with(answer -> answered.complete(Vertx.currentContext()), answered::completeExceptionally));
        assertThat(answered.get(SOON.toSeconds(), TimeUnit.SECONDS)).isSameAs(caller);
    }

    private static SimulatorControl onNewConnections() {
        SimulatorControl moonPay = SimulatorControl.ofTheServiceUnderTest();
        await().atMost(SOON).until(moonPay::hasNoConnections);
        return moonPay;
    }

    private static Stream<Arguments> rows(Predicate<CalledOperation> chosen) {
        List<CalledOperation> operations =
                Arrays.stream(CalledOperation.values()).filter(chosen).toList();
        return operations.stream()
                .flatMap(operation -> WORTH_A_RETRY.keySet().stream().map(name -> Arguments.of(operation, name)));
    }

    private static SimulatorFault fault(CalledOperation operation, String name) {
        return WORTH_A_RETRY.get(name).apply(operation.id());
    }

    private static double retries() {
        return Metrics.value("moonpay_retries_total{operation=\"getBuyQuote\"}");
    }

    private static double attempts(String outcome) {
        return Metrics.value("moonpay_calls_seconds_count{operation=\"getBuyQuote\",outcome=\"" + outcome + "\"}");
    }

    private static String quoteRequest(String token) {
        String body = """
                {"source":{"asset":{"code":"USD"},"amount":"120.00"},"destination":{"asset":{"code":"ETH"}}}""";
        return RawHttp.head(
                        "POST",
                        "/v1/quotes",
                        "Content-Type: application/json",
                        "MoonPay-Access-Token: " + token,
                        "Content-Length: " + body.length())
                + body;
    }
}
