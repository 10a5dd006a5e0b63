package io.moonconnect.moonpay;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.PatientService;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.RawHttp.Reply;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static io.moonconnect.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Equal concurrent reads of one customer share one call to MoonPay; other calls do not. */
@QuarkusTest
@TestProfile(PatientService.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@Lengthy
class SharedReadTest {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration A_WHILE = Duration.ofSeconds(5);
    private static final Duration FOREVER = Duration.ofMinutes(5);

    private static final String TRANSACTIONS = "/v1/transactions";
    private static final String METHODS = "/v1/payment-methods";

    private static final String PURCHASE = """
            {"source":{"asset":{"code":"USD"},"amount":"120.00"},"destination":{"asset":{"code":"ETH"}}}""";

    static Stream<Arguments> reads() {
        return Stream.of(
                Arguments.of("listPaymentMethods", METHODS),
                Arguments.of("listTransactions", TRANSACTIONS + "?limit=3&cursor=eA"),
                Arguments.of("getTransaction", TRANSACTIONS + "/nobody-has-it"),
                Arguments.of("getCustomersByExternalId", "/v1/customers/me?externalCustomerId=cust-shared"),
                Arguments.of("listAssets", "/v1/assets?limit=33"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reads")
    void equal_reads_in_flight_share_one_call(String operation, String path) throws Exception {
        SimulatorControl moonPay = SimulatorControl.ofTheServiceUnderTest();
        moonPay.delay(operation, Duration.ofSeconds(1));
        String token = moonPay.accessToken("cust-shared");
        double before = joined();
        List<Socket> callers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            callers.add(get(path, token));
        }
        Reply first = RawHttp.read(callers.get(0), false);
        for (Socket other : callers.subList(1, callers.size())) {
            Reply reply = RawHttp.read(other, false);
            assertThat(reply.status()).isEqualTo(first.status());
            assertThat(reply.header("MoonPay-Request-Id")).isNotNull().isEqualTo(first.header("MoonPay-Request-Id"));
            assertThat(reply.header("X-Request-Id")).isNotEqualTo(first.header("X-Request-Id"));
            other.close();
        }
        callers.get(0).close();
        assertThat(moonPay.counts(operation).started()).isEqualTo(1);
        assertThat(joined() - before).isEqualTo(4);
        await().atMost(SOON).pollDelay(Duration.ZERO).until(() -> inFlight() == 0);
    }

    @Test
    void cancelling_one_caller_does_not_affect_the_others(SimulatorControl moonPay) throws Exception {
        moonPay.delay("listTransactions", A_WHILE);
        String token = moonPay.accessToken("cust-shared");
        Socket starter = get(TRANSACTIONS, token);
        await().atMost(SOON).until(() -> moonPay.counts("listTransactions").started() == 1);
        try (Socket other = getAndJoin(TRANSACTIONS, token)) {
            starter.close();
            assertThat(RawHttp.read(other, false).status()).isEqualTo(200);
        }
        moonPay.awaitCompleted("listTransactions", 1);
        assertThat(moonPay.counts("listTransactions").cancelled()).isZero();
    }

    @Test
    void cancelling_the_last_caller_cancels_the_call(SimulatorControl moonPay) throws Exception {
        moonPay.delay("listTransactions", FOREVER);
        String token = moonPay.accessToken("cust-shared");
        Socket starter = get(TRANSACTIONS, token);
        await().atMost(SOON).until(() -> moonPay.counts("listTransactions").started() == 1);
        Socket other = getAndJoin(TRANSACTIONS, token);
        starter.close();
        other.close();
        await().atMost(SOON).until(() -> moonPay.counts("listTransactions").cancelled() == 1 && inFlight() == 0);
        moonPay.clearFaults();
        as(token).get(TRANSACTIONS).then().statusCode(200);
        assertThat(moonPay.counts("listTransactions").started()).isEqualTo(2);
    }

    @Test
    void a_failure_reaches_all_waiters_and_is_never_cached(SimulatorControl moonPay) throws Exception {
        moonPay.add(SimulatorFault.status("listTransactions", 500).after(A_WHILE));
        String token = moonPay.accessToken("cust-shared");
        try (Socket starter = get(TRANSACTIONS, token);
                Socket other = getAndJoin(TRANSACTIONS, token)) {
            assertThat(RawHttp.read(starter, false).status()).isEqualTo(502);
            assertThat(RawHttp.read(other, false).status()).isEqualTo(502);
        }
        assertThat(moonPay.counts("listTransactions").started()).isEqualTo(1);
        moonPay.clearFaults();
        as(token).get(TRANSACTIONS).then().statusCode(200);
    }

    /** Each pair would be equal if keys were concatenated or their parts decoded. */
    @ParameterizedTest
    @CsvSource({
        "/v1/transactions?limit=3, /v1/transactions?limit=4",
        "/v1/transactions?limit=3, /v1/transactions",
        "/v1/transactions?cursor=a&limit=3, /v1/transactions?cursor=a%26limit%3D3",
        "/v1/transactions?cursor=a%2Fb, /v1/transactions?cursor=a%252Fb",
        "/v1/transactions/a, /v1/transactions/A",
        "/v1/customers/me?externalCustomerId=a%2Fb, /v1/customers/me?externalCustomerId=a%252Fb",
        "/v1/customers/me?externalCustomerId=a%20b, /v1/customers/me?externalCustomerId=a%2Bb",
        "/v1/customers/me?externalCustomerId=a%3Fb, /v1/customers/me?externalCustomerId=a",
    })
    void reads_with_different_path_or_query_are_never_shared(String one, String other) throws Exception {
        SimulatorControl moonPay = SimulatorControl.ofTheServiceUnderTest();
        moonPay.delay("*", FOREVER);
        String token = moonPay.accessToken("cust-shared");
        try (Socket first = get(one, token);
                Socket second = get(other, token)) {
            await().atMost(SOON).until(() -> moonPay.started() == 2);
            assertThat(first.isConnected() && second.isConnected()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({METHODS, TRANSACTIONS, TRANSACTIONS + "/some-id"})
    void different_tokens_never_share_even_for_one_customer(String path) throws Exception {
        SimulatorControl moonPay = SimulatorControl.ofTheServiceUnderTest();
        moonPay.delay("*", FOREVER);
        try (Socket first = get(path, moonPay.accessToken("cust-shared"));
                Socket second = get(path, moonPay.accessToken("cust-shared"))) {
            await().atMost(SOON).until(() -> moonPay.started() == 2);
            assertThat(first.isConnected() && second.isConnected()).isTrue();
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/v1/quotes|" + "{\"source\":{\"asset\":{\"code\":\"USD\"},\"amount\":\"1.00\"},"
                        + "\"destination\":{\"asset\":{\"code\":\"ETH\"}}}",
                "POST|/v1/sessions|{\"externalCustomerId\":\"cust-shared\"}",
                "DELETE|/v1/sessions?externalCustomerId=cust-shared|''",
                "DELETE|/v1/payment-methods/some-card|''"
            })
    void quotes_and_writes_are_never_shared(String method, String path, String body) throws Exception {
        SimulatorControl moonPay = SimulatorControl.ofTheServiceUnderTest();
        // Not for ever: a session is created to its end, whoever waits for it.
        moonPay.delay("*", A_WHILE);
        String token = moonPay.accessToken("cust-shared");
        try (Socket first = send(method, path, token, body);
                Socket second = send(method, path, token, body)) {
            await().atMost(SOON).until(() -> moonPay.started() == 2);
            assertThat(first.isConnected() && second.isConnected()).isTrue();
        }
    }

    @Test
    void a_comparisons_deadline_does_not_end_a_call_with_later_waiters(SimulatorControl moonPay) throws Exception {
        moonPay.delay("listPaymentMethods", Duration.ofSeconds(4));
        String token = moonPay.accessToken("cust-shared");
        try (Socket comparison = send("POST", "/v1/quotes/compare", token, PURCHASE)) {
            await().atMost(SOON)
                    .until(() -> moonPay.counts("listPaymentMethods").started() == 1);
            try (Socket list = get(METHODS, token)) {
                assertThat(RawHttp.read(comparison, false).status()).isEqualTo(504);
                assertThat(RawHttp.read(list, false).status()).isEqualTo(200);
            }
        }
        assertThat(moonPay.counts("listPaymentMethods").started()).isEqualTo(1);
    }

    @Test
    void a_call_of_a_single_comparison_ends_with_its_deadline(SimulatorControl moonPay) throws Exception {
        moonPay.delay("listPaymentMethods", FOREVER);
        try (Socket comparison = send("POST", "/v1/quotes/compare", moonPay.accessToken("cust-shared"), PURCHASE)) {
            Reply late = RawHttp.read(comparison, false);
            assertThat(late.status()).isEqualTo(504);
            assertThat(late.body()).contains("/moonpay-timeout");
        }
        await().atMost(SOON).until(() -> moonPay.counts("listPaymentMethods").cancelled() == 1);
        // AssetRefreshTest leaves a read that MoonPay never answers, until it times out after 20 seconds.
        await().atMost(SOON.multipliedBy(2)).until(() -> inFlight() == 0);
    }

    private static Socket get(String path, String token) throws IOException {
        return send("GET", path, token, "");
    }

    private static Socket getAndJoin(String path, String token) throws IOException {
        double before = joined();
        Socket caller = get(path, token);
        await().atMost(SOON).until(() -> joined() > before);
        return caller;
    }

    private static Socket send(String method, String path, String token, String body) throws IOException {
        Socket caller = RawHttp.open();
        String head = RawHttp.head(
                method,
                path,
                "MoonPay-Access-Token: " + token,
                "Content-Type: application/json",
                "Content-Length: " + body.length());
        caller.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
        return caller;
    }

    private static double joined() {
        return Metrics.value("moonpay_reads_joined_total");
    }

    private static double inFlight() {
        return Metrics.value("moonpay_reads_in_flight") + Metrics.value("payment_methods_in_flight");
    }
}
