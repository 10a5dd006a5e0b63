package io.moonconnect.paymentmethod;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.testing.HandTicker;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.PatientService;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;

import static io.moonconnect.testing.Api.as;
import static io.moonconnect.testing.Api.post;
import static io.moonconnect.testing.Api.unheld;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;

/** Caching of payment methods: lifetime, key and invalidation. */
@QuarkusTest
@TestProfile(PatientService.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class RememberedMethodsTest {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String METHODS = "/v1/payment-methods";

    private static final String PURCHASE = """
            {"source":{"asset":{"code":"USD"},"amount":"120.00"},"destination":{"asset":{"code":"ETH"}}}""";

    @Inject
    HandTicker time;

    @BeforeEach
    void clear_the_cache() {
        time.advance(Duration.ofMinutes(1));
    }

    @Test
    void a_list_is_cached_unchanged(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-1");
        Response first = list(token);
        Response second = list(token);
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(second.header("MoonPay-Request-Id")).isNotNull().isEqualTo(first.header("MoonPay-Request-Id"));
        assertThat(second.header("X-Request-Id")).isNotEqualTo(first.header("X-Request-Id"));
        assertThat(lists(moonPay)).isEqualTo(1);
    }

    @Test
    void another_purchase_uses_the_same_list(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-1");
        list(token);
        String reason =
                as(token).get(METHODS + "?currency=GBP").path("methods.find { it.method.type == 'apple_pay' }.reason");
        assertThat(reason).isEqualTo("currency-not-supported");
        assertThat(lists(moonPay)).isEqualTo(1);
    }

    @Test
    void a_comparison_uses_the_cache(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-1");
        post(token, "/v1/quotes/compare", PURCHASE).then().statusCode(200).body("quotes", hasSize(3));
        post(token, "/v1/quotes/compare", PURCHASE).then().statusCode(200).body("quotes", hasSize(3));
        assertThat(lists(moonPay)).isEqualTo(1);
        assertThat(moonPay.counts("getBuyQuote").started()).isEqualTo(6);
    }

    @Test
    void a_list_expires_after_thirty_seconds(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-1");
        list(token);
        time.advance(Duration.ofSeconds(29));
        list(token);
        assertThat(lists(moonPay)).isEqualTo(1);
        time.advance(Duration.ofSeconds(2));
        list(token);
        assertThat(lists(moonPay)).isEqualTo(2);
    }

    @Test
    void each_token_has_its_own_list(SimulatorControl moonPay) {
        list(moonPay.accessToken("cust-1"));
        list(moonPay.accessToken("cust-1"));
        assertThat(lists(moonPay)).isEqualTo(2);
    }

    @Test
    void a_failure_is_not_cached(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-1");
        moonPay.status("listPaymentMethods", 500);
        as(token).get(METHODS).then().statusCode(502);
        moonPay.clearFaults();
        list(token);
    }

    @Test
    void a_deletion_invalidates_the_list(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-1");
        String id = list(token).path("methods.find { it.kind == 'stored' }.method.id");
        as(token).delete(METHODS + "/" + id).then().statusCode(204);
        assertThat(list(token).jsonPath().getList("methods.method.id", String.class))
                .doesNotContain(id);
    }

    /** The deletion may have taken effect. */
    @Test
    void a_failed_deletion_invalidates_the_list(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-1");
        list(token);
        moonPay.add(SimulatorFault.drop("deletePaymentMethod"));
        as(token).delete(METHODS + "/some-card").then().statusCode(502);
        list(token);
        assertThat(lists(moonPay)).isEqualTo(2);
    }

    @Test
    void a_rejected_token_invalidates_its_list_for_any_operation(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-1");
        list(token);
        moonPay.status("getBuyQuote", 401);
        post(token, "/v1/quotes", PURCHASE).then().statusCode(401);
        list(token);
        assertThat(lists(moonPay)).isEqualTo(2);
    }

    @Test
    void another_customers_rejected_token_invalidates_nothing(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-1");
        list(token);
        as("nobodys-token").get("/v1/transactions").then().statusCode(401);
        list(token);
        assertThat(lists(moonPay)).isEqualTo(1);
    }

    @Test
    void a_list_in_flight_during_a_deletion_is_neither_joined_nor_cached(SimulatorControl moonPay) throws Exception {
        String token = moonPay.accessToken("cust-1");
        String id = list(token).path("methods.find { it.kind == 'stored' }.method.id");
        time.advance(Duration.ofMinutes(1));
        moonPay.add(SimulatorFault.literal("listPaymentMethods", 200, """
                        {"data":{"paymentMethodConfigs":[],"paymentMethods":[
                         {"id":"outdated","type":"card","availability":{"active":true}}]}}""".getBytes(StandardCharsets.UTF_8))
                .after(Duration.ofSeconds(3))
                .times(1));
        try (Socket early = RawHttp.open()) {
            String head = RawHttp.head("GET", METHODS, "MoonPay-Access-Token: " + token);
            early.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            await().atMost(SOON).until(() -> lists(moonPay) == 2);
            as(token).delete(METHODS + "/" + id).then().statusCode(204);
            assertThat(list(token).asString()).doesNotContain("outdated").doesNotContain(id);
            assertThat(RawHttp.read(early, false).body()).contains("outdated");
        }
        assertThat(list(token).asString()).doesNotContain("outdated").doesNotContain(id);
        assertThat(lists(moonPay)).isEqualTo(3);
    }

    @Test
    void hits_and_misses_are_counted(SimulatorControl moonPay) {
        double hits = remembered("hit");
        double misses = remembered("miss");
        String token = moonPay.accessToken("cust-1");
        list(token);
        list(token);
        list(token);
        assertThat(remembered("hit") - hits).isEqualTo(2);
        assertThat(remembered("miss") - misses).isEqualTo(1);
    }

    @Test
    void many_customers_do_not_exceed_the_configured_memory(SimulatorControl moonPay) {
        for (int customer = 0; customer < 30; customer++) {
            byte[] offered = offering("x".repeat(10_000) + customer).getBytes(StandardCharsets.UTF_8);
            moonPay.add(
                    SimulatorFault.literal("listPaymentMethods", 200, offered).times(1));
            unheld(moonPay.accessToken("cust-" + customer)).get(METHODS).then().statusCode(200);
            assertThat(Metrics.value("payment_methods_remembered_bytes"))
                    .isBetween(1.0, (double) PatientService.MEMORY);
        }
        assertThat(Metrics.value("payment_methods_remembered_bytes")).isGreaterThan(PatientService.MEMORY * 0.8);
    }

    /** What they are offered depends on where they live, so it is the same for most of them. */
    @Test
    void what_all_customers_are_offered_is_remembered_once(SimulatorControl moonPay) {
        moonPay.literal("listPaymentMethods", 200, offering("y".repeat(10_000)));
        List<String> tokens = IntStream.range(0, 60)
                .mapToObj(customer -> moonPay.accessToken("cust-" + customer))
                .toList();
        for (int again = 0; again < 2; again++) {
            for (String token : tokens) {
                unheld(token).get(METHODS).then().statusCode(200);
            }
        }
        assertThat(lists(moonPay)).isEqualTo(tokens.size());
        assertThat(Metrics.value("payment_methods_remembered_bytes")).isLessThan(PatientService.MEMORY * 0.8);
    }

    private static String offering(String type) {
        return "{\"data\":{\"paymentMethodConfigs\":[{\"type\":\"%s\"}]}}".formatted(type);
    }

    private static Response list(String token) {
        return as(token).get(METHODS).then().statusCode(200).extract().response();
    }

    private static long lists(SimulatorControl moonPay) {
        return moonPay.counts("listPaymentMethods").started();
    }

    private static double remembered(String outcome) {
        return Metrics.value("payment_methods_remembered_total{outcome=\"" + outcome + "\"}");
    }
}
