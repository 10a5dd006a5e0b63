package io.moonconnect.quote;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

import static io.moonconnect.testing.Api.as;
import static io.moonconnect.testing.Api.post;
import static io.moonconnect.testing.Api.unheld;
import static io.moonconnect.testing.SimulatorFault.delay;
import static io.moonconnect.testing.SimulatorFault.literal;
import static io.moonconnect.testing.SimulatorFault.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

/** What a comparison asks for, how it ranks, and what it answers when some or all legs bring nothing. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class ComparisonTest {

    private static final String COMPARE = "/v1/quotes/compare";
    private static final Duration FOREVER = Duration.ofSeconds(60);

    private static String purchase(String more) {
        return """
                {"source":{"asset":{"code":"USD"},"amount":"120.00"},"destination":{"asset":{"code":"ETH"}},
                 "wallet":{"address":"0xA11CE00000000000000000000000000000000001"}%s}""".formatted(more);
    }

    @Test
    void every_usable_method_is_quoted_best_first(SimulatorControl moonPay) {
        JsonPath answer = post(moonPay.accessToken("cust-compare"), COMPARE, purchase(""))
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("complete", is(true))
                .body("failures", empty())
                .body("quotes.paymentMethod.type", contains("apple_pay", "google_pay", "card"))
                .body("quotes[0].best", is(true))
                .body("quotes.findAll { it.best }", hasSize(1))
                .body("quotes.moonPayRequestId", everyItem(notNullValue()))
                .body("quotes.expiresInMs", everyItem(allOf(greaterThan(0), lessThanOrEqualTo(31_000))))
                .extract()
                .jsonPath();
        assertThat(amounts(answer, "quotes.quote.destination.amount")).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(moonPay.counts("listPaymentMethods").started()).isEqualTo(1);
        assertThat(moonPay.counts("getBuyQuote").started()).isEqualTo(3);
    }

    @Test
    void an_empty_list_of_methods_is_as_none(SimulatorControl moonPay) {
        post(moonPay.accessToken("cust-compare"), COMPARE, purchase(",\"paymentMethods\":[],\"excludeTypes\":[]"))
                .then()
                .statusCode(200)
                .body("quotes.paymentMethod.type", contains("apple_pay", "google_pay", "card"));
    }

    @Test
    void refresh_is_due_at_about_80_percent_of_the_life(SimulatorControl moonPay) {
        JsonPath answer =
                post(moonPay.accessToken("cust-compare"), COMPARE, purchase("")).jsonPath();
        double share = answer.getDouble("quotes[0].refreshInMs") / answer.getDouble("quotes[0].expiresInMs");
        assertThat(share).isBetween(0.74, 0.86);
    }

    @Test
    void a_slow_leg_is_missing_at_the_deadline_and_said_to_be(SimulatorControl moonPay) {
        moonPay.add(delay("getBuyQuote", FOREVER).forPaymentMethod("google_pay"));
        post(moonPay.accessToken("cust-compare"), COMPARE, purchase(""))
                .then()
                .statusCode(200)
                .time(lessThanOrEqualTo(10_000L))
                .body("complete", is(false))
                .body("quotes.paymentMethod.type", contains("apple_pay", "card"))
                .body("failures", hasSize(1))
                .body("failures[0].paymentMethod.type", is("google_pay"))
                .body("failures[0].problem.type", equalTo("https://moonconnect.io/problems/moonpay-timeout"))
                .body("failures[0].problem.status", is(504))
                .body("failures[0].problem.retryable", is(true));
    }

    @Test
    void a_leg_that_fails_once_is_asked_again(SimulatorControl moonPay) {
        moonPay.add(status("getBuyQuote", 502).forPaymentMethod("google_pay").times(1));
        post(moonPay.accessToken("cust-compare"), COMPARE, purchase(""))
                .then()
                .statusCode(200)
                .body("quotes", hasSize(3))
                .body("failures", empty());
    }

    @Test
    void a_leg_that_could_only_be_asked_again_too_late_is_missing(SimulatorControl moonPay) {
        moonPay.add(status("getBuyQuote", 503).forPaymentMethod("google_pay").headers(Map.of("Retry-After", "2")));
        post(moonPay.accessToken("cust-compare"), COMPARE, purchase(""))
                .then()
                .statusCode(200)
                .body("quotes.paymentMethod.type", contains("apple_pay", "card"))
                .body("failures.problem.status", contains(502));
        assertThat(moonPay.counts("getBuyQuote").started()).isEqualTo(3);
    }

    @Test
    void a_slow_list_is_a_timeout(SimulatorControl moonPay) {
        moonPay.delay("listPaymentMethods", FOREVER);
        post(moonPay.accessToken("cust-compare"), COMPARE, purchase(""))
                .then()
                .statusCode(504)
                .body("type", equalTo("https://moonconnect.io/problems/moonpay-timeout"));
        assertThat(moonPay.counts("getBuyQuote").started()).isZero();
    }

    @Test
    void a_failing_list_is_the_answer(SimulatorControl moonPay) {
        moonPay.status("listPaymentMethods", 500);
        post(moonPay.accessToken("cust-compare"), COMPARE, purchase(""))
                .then()
                .statusCode(502)
                .body("type", equalTo("https://moonconnect.io/problems/moonpay-unavailable"));
    }

    @Test
    void legs_that_all_fail_alike_are_that_problem(SimulatorControl moonPay) {
        moonPay.status("getBuyQuote", 401);
        post(moonPay.accessToken("cust-compare"), COMPARE, purchase(""))
                .then()
                .statusCode(401)
                .body("type", equalTo("https://moonconnect.io/problems/moonpay-token-rejected"));
    }

    @Test
    void legs_that_fail_differently_are_a_list_of_failures(SimulatorControl moonPay) {
        moonPay.add(status("getBuyQuote", 400).forPaymentMethod("apple_pay"));
        moonPay.add(status("getBuyQuote", 500).forPaymentMethod("google_pay"));
        moonPay.add(status("getBuyQuote", 403).forPaymentMethod("card"));
        post(moonPay.accessToken("cust-compare"), COMPARE, purchase(""))
                .then()
                .statusCode(200)
                .body("complete", is(true))
                .body("quotes", empty())
                .body("failures.problem.status", contains(422, 502, 403));
    }

    @Test
    void legs_that_are_refused_with_different_details_are_a_list_of_failures(SimulatorControl moonPay) {
        moonPay.add(status("getBuyQuote", 422, "The minimum is 30 USD.").forPaymentMethod("apple_pay"));
        moonPay.add(status("getBuyQuote", 422, "The minimum is 20 USD.").forPaymentMethod("google_pay"));
        post(moonPay.accessToken("cust-compare"), COMPARE, purchase(",\"excludeTypes\":[\"card\"]"))
                .then()
                .statusCode(200)
                .body("complete", is(true))
                .body("quotes", empty())
                .body("failures.paymentMethod.type", contains("apple_pay", "google_pay"))
                .body("failures.problem.status", contains(422, 422))
                .body("failures.problem.detail", contains("The minimum is 30 USD.", "The minimum is 20 USD."))
                .body("skipped.reason", hasItem("excluded"));
    }

    @Test
    void legs_that_are_refused_with_different_statuses_are_a_list_of_failures(SimulatorControl moonPay) {
        moonPay.add(status("getBuyQuote", 422, "Not here.").forPaymentMethod("apple_pay"));
        moonPay.add(status("getBuyQuote", 403, "Not here.").forPaymentMethod("google_pay"));
        moonPay.add(status("getBuyQuote", 409, "Not here.").forPaymentMethod("card"));
        post(moonPay.accessToken("cust-compare"), COMPARE, purchase(""))
                .then()
                .statusCode(200)
                .body("quotes", empty())
                .body("failures.problem.status", contains(422, 403, 409));
    }

    @Test
    void legs_that_are_all_refused_with_the_same_words_are_that_problem(SimulatorControl moonPay) {
        moonPay.add(status("getBuyQuote", 422, "The minimum is 30 USD."));
        post(moonPay.accessToken("cust-compare"), COMPARE, purchase(""))
                .then()
                .statusCode(422)
                .body("detail", is("The minimum is 30 USD."));
    }

    @Test
    void no_usable_method_is_an_empty_answer_with_reasons(SimulatorControl moonPay) {
        String pounds = purchase("").replace("USD", "GBP");
        post(moonPay.accessToken("cust-no-cards"), COMPARE, pounds)
                .then()
                .statusCode(200)
                .body("complete", is(true))
                .body("quotes", empty())
                .body("failures", empty())
                .body("skipped.reason", hasItem("currency-not-supported"))
                .body("skipped.reason", hasItem("stored-method-required"));
        assertThat(moonPay.counts("getBuyQuote").started()).isZero();
    }

    @Test
    void given_methods_are_asked_as_given_without_the_list(SimulatorControl moonPay) {
        String given = purchase(",\"paymentMethods\":[{\"type\":\"google_pay\"},{\"type\":\"apple_pay\"}]");
        post(moonPay.accessToken("cust-compare"), COMPARE, given)
                .then()
                .statusCode(200)
                .body("quotes.paymentMethod.type", contains("apple_pay", "google_pay"));
        assertThat(moonPay.counts("listPaymentMethods").started()).isZero();
        assertThat(moonPay.counts("getBuyQuote").started()).isEqualTo(2);
    }

    @Test
    void no_more_than_twenty_methods_are_asked(SimulatorControl moonPay) {
        String cards = IntStream.range(0, 30)
                .mapToObj("{\"id\":\"card-%d\",\"type\":\"card\",\"availability\":{\"active\":true}}"::formatted)
                .collect(Collectors.joining(","));
        moonPay.literal("listPaymentMethods", 200, """
                {"data":{"paymentMethodConfigs":[{"type":"card","availability":{"active":true},"capabilities":
                 {"supportedCurrencies":["USD"],"supportedTransactionTypes":["buy"]}}],"paymentMethods":[%s]}}""".formatted(cards));
        literalQuote(moonPay, "card", "0.1", "3.00");
        unheld(moonPay.accessToken("cust-compare"))
                .body(purchase(""))
                .post(COMPARE)
                .then()
                .body("quotes", hasSize(20))
                .body("skipped", hasSize(10))
                .body("skipped.reason", everyItem(is("beyond-limit")));
        assertThat(moonPay.counts("getBuyQuote").started()).isEqualTo(20);
    }

    @Test
    void excluded_types_are_skipped(SimulatorControl moonPay) {
        post(moonPay.accessToken("cust-compare"), COMPARE, purchase(",\"excludeTypes\":[\"apple_pay\"]"))
                .then()
                .statusCode(200)
                .body("quotes.paymentMethod.type", contains("google_pay", "card"))
                .body("skipped.find { it.paymentMethod.type == 'apple_pay' }", hasEntry("reason", "excluded"));
    }

    @Test
    void a_method_of_another_currency_and_one_that_needs_the_widget_are_skipped(SimulatorControl moonPay) {
        String euros = purchase("").replace("USD", "EUR");
        post(moonPay.accessToken("cust-eea-compare"), COMPARE, euros)
                .then()
                .statusCode(200)
                .body("quotes.paymentMethod.type", contains("apple_pay", "card"))
                .body(
                        "skipped.find { it.paymentMethod.type == 'google_pay' }",
                        hasEntry("reason", "currency-not-supported"))
                .body("skipped.find { it.paymentMethod.type == 'sepa' }", hasEntry("reason", "widget-required"));
    }

    @Test
    void a_bank_transfer_without_the_widget_is_executable_without_an_id(SimulatorControl moonPay) {
        String euros = purchase("").replace("USD", "EUR");
        post(moonPay.accessToken("cust-eea-sepa-compare"), COMPARE, euros)
                .then()
                .statusCode(200)
                .body("quotes.find { it.paymentMethod.type == 'sepa' }.quote.executable", is(true))
                .body("quotes.find { it.paymentMethod.type == 'sepa' }.paymentMethod", not(hasKey("id")));
    }

    @Test
    void a_stored_card_that_has_expired_is_skipped(SimulatorControl moonPay) {
        post(moonPay.accessToken("cust-expired-card"), COMPARE, purchase(""))
                .then()
                .statusCode(200)
                .body("quotes.paymentMethod.type", contains("apple_pay", "google_pay"))
                .body("skipped.find { it.paymentMethod.id != null }", hasEntry("reason", "inactive"));
    }

    @Test
    void a_card_is_an_estimate_where_none_is_stored_and_estimates_are_wanted(SimulatorControl moonPay) {
        post(moonPay.accessToken("cust-no-cards"), COMPARE, purchase(",\"includeEstimates\":true"))
                .then()
                .statusCode(200)
                .body("quotes.paymentMethod.type", contains("apple_pay", "google_pay", "card"))
                .body("quotes.quote.executable", contains(true, true, false))
                .body("quotes.find { it.best }.paymentMethod.type", is("apple_pay"));
    }

    @Test
    void a_fixed_destination_ranks_by_what_the_customer_pays(SimulatorControl moonPay) {
        String fixed = """
                {"source":{"asset":{"code":"USD"}},"destination":{"asset":{"code":"ETH"},"amount":"0.123456789012345678"},
                 "wallet":{"address":"0xA11CE00000000000000000000000000000000001"}}""";
        JsonPath answer = post(moonPay.accessToken("cust-compare"), COMPARE, fixed)
                .then()
                .statusCode(200)
                .body("quotes", hasSize(3))
                .body("quotes.quote.destination.amount", everyItem(is("0.123456789012345678")))
                .extract()
                .jsonPath();
        assertThat(amounts(answer, "quotes.quote.source.amount")).isSorted();
    }

    @Test
    void fees_decide_between_equal_amounts_and_eighteen_digits_are_exact(SimulatorControl moonPay) {
        literalQuote(moonPay, "apple_pay", "0.100000000000000001", "3.00");
        literalQuote(moonPay, "google_pay", "0.100000000000000001", "2.99");
        literalQuote(moonPay, "card", "0.100000000000000002", "9.00");
        post(moonPay.accessToken("cust-compare"), COMPARE, purchase(""))
                .then()
                .statusCode(200)
                .body("quotes.paymentMethod.type", contains("card", "google_pay", "apple_pay"));
    }

    @Test
    void the_partner_fee_does_not_count_beside_its_successor(SimulatorControl moonPay) {
        literalQuote(
                moonPay,
                "apple_pay",
                "0.1",
                "3.00\"},\"partner\":{\"amount\":\"1.00\"},\"ecosystem\":{\"amount\":\"1.00");
        literalQuote(moonPay, "google_pay", "0.1", "4.50");
        literalQuote(moonPay, "card", "0.1", "9.00");
        post(moonPay.accessToken("cust-compare"), COMPARE, purchase(""))
                .then()
                .body("quotes.paymentMethod.type", contains("apple_pay", "google_pay", "card"));
    }

    @Test
    void legs_are_counted_by_outcome(SimulatorControl moonPay) {
        moonPay.add(status("getBuyQuote", 400).forPaymentMethod("apple_pay"));
        double before = legs("rejected");
        as(moonPay.accessToken("cust-compare"))
                .contentType("application/json")
                .body(purchase(""))
                .post(COMPARE)
                .then()
                .statusCode(200);
        assertThat(legs("rejected") - before).isEqualTo(1.0);
    }

    private static double legs(String outcome) {
        return Metrics.value("quote_legs_total{outcome=\"" + outcome + "\"}");
    }

    private static void literalQuote(SimulatorControl moonPay, String type, String destination, String fee) {
        String quote = """
                {"data":{"source":{"amount":"120.00","asset":{"code":"USD"}},
                 "destination":{"amount":"%s","asset":{"code":"ETH"}},"fees":{"moonpay":{"amount":"%s"}},
                 "wallet":null,"paymentMethod":null,"expiresAt":"2099-01-01T00:00:00Z","executable":true,
                 "paymentDisclosures":[],"signature":"c2ln"}}""".formatted(destination, fee);
        moonPay.add(literal("getBuyQuote", 200, quote.getBytes(StandardCharsets.UTF_8))
                .forPaymentMethod(type));
    }

    private static List<BigDecimal> amounts(JsonPath answer, String path) {
        return answer.getList(path, String.class).stream().map(BigDecimal::new).toList();
    }
}
