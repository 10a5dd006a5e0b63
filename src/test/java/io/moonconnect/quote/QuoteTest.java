package io.moonconnect.quote;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;

import static io.moonconnect.testing.Api.anybody;
import static io.moonconnect.testing.Api.as;
import static io.moonconnect.testing.Api.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;

/** One quote: how long it is good for, and what must be shown with it. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class QuoteTest {

    private static final String QUOTES = "/v1/quotes";

    private static final String PURCHASE = """
            {"source":{"asset":{"code":"EUR"},"amount":"120.00"},"destination":{"asset":{"code":"BTC"}},
             "wallet":{"address":"bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"},"paymentMethod":{"type":"apple_pay"}}""";

    @Test
    void a_quote_with_wallet_and_method_is_executable(SimulatorControl moonPay) {
        post(moonPay.accessToken("cust-1"), QUOTES, PURCHASE)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .header("MoonPay-Request-Id", notNullValue())
                .body("quote.executable", is(true))
                .body("quote.signature", notNullValue())
                .body("disclosures", empty());
    }

    @Test
    void a_quote_without_a_wallet_is_an_estimate(SimulatorControl moonPay) {
        post(moonPay.accessToken("cust-1"), QUOTES, """
                        {"source":{"asset":{"code":"USD"},"amount":"75.00"},"destination":{"asset":{"code":"SOL"}}}""").then().statusCode(200).body("quote.executable", is(false));
    }

    @Test
    void a_token_by_its_caip19_name_and_a_wallet_with_a_tag_are_quoted(SimulatorControl moonPay) {
        post(moonPay.accessToken("cust-1"), QUOTES, """
                        {"source":{"asset":{"code":"USD"},"amount":"75.00"},"destination":{"asset":
                         {"caip19":"eip155:1/erc20:0xA11CE00000000000000000000000000000000002"}},
                         "wallet":{"address":"0xA11CE00000000000000000000000000000000001","tag":"3398817702"},
                         "paymentMethod":{"type":"apple_pay"}}""")
                .then()
                .statusCode(200)
                .body("quote.wallet.tag", is("3398817702"))
                .body("disclosures.id", contains("gateway-token"));
    }

    /** MoonPay documents no form of its codes, and decides which there are. */
    @ParameterizedTest
    @ValueSource(strings = {"USDC.E", "A_TOKEN_WHOSE_CODE_IS_LONGER_THAN_THIRTY_TWO_CHARACTERS"})
    void any_code_that_assets_can_be_looked_up_by_can_be_quoted(String code, SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-1");
        anybody().get("/v1/assets?code=" + code).then().statusCode(200);
        post(token, QUOTES, PURCHASE.replace("BTC", code))
                .then()
                .statusCode(422)
                .body("detail", is("destination.asset.code is not supported"));
    }

    @Test
    void its_life_is_reckoned_by_moonpays_clock(SimulatorControl moonPay) {
        moonPay.advanceClock(Duration.ofDays(3));
        moonPay.quoteLife(Duration.ofSeconds(20));
        post(moonPay.accessToken("cust-1"), QUOTES, PURCHASE)
                .then()
                .statusCode(200)
                .body("expiresInMs", allOf(greaterThan(17_000), lessThanOrEqualTo(21_000)))
                .body("refreshInMs", allOf(greaterThan(12_000), lessThanOrEqualTo(18_000)));
    }

    /** MoonPay's date has whole seconds; the local clock cannot supply the rest. */
    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.3S", "PT0.9S", "PT60S"})
    void it_never_expires_later_than_at_moonpay(Duration ahead, SimulatorControl moonPay) {
        moonPay.advanceClock(ahead);
        String token = moonPay.accessToken("cust-1");
        for (int i = 0; i < 5; i++) {
            Instant atMoonPay = Instant.now().plus(ahead);
            JsonPath answer = post(token, QUOTES, PURCHASE).jsonPath();
            Duration life = Duration.between(atMoonPay, Instant.parse(answer.getString("quote.expiresAt")));
            assertThat(answer.getLong("expiresInMs")).isPositive().isLessThanOrEqualTo(life.toMillis());
        }
    }

    @Test
    void without_moonpays_date_the_local_clock_is_used(SimulatorControl moonPay) {
        String quote = "{\"data\":{\"source\":{\"amount\":\"1\"},\"destination\":{\"amount\":\"1\"},"
                + "\"expiresAt\":\"" + Instant.now().plusSeconds(100) + "\",\"paymentDisclosures\":[]}}";
        moonPay.add(SimulatorFault.literal("getBuyQuote", 200, quote.getBytes(StandardCharsets.UTF_8))
                .headers(Collections.singletonMap("Date", null)));
        post(moonPay.accessToken("cust-1"), QUOTES, PURCHASE)
                .then()
                .body("expiresInMs", allOf(greaterThan(60_000), lessThanOrEqualTo(100_000)));
    }

    @Test
    void an_expired_quote_has_no_life_left(SimulatorControl moonPay) {
        moonPay.literal("getBuyQuote", 200, """
                {"data":{"source":{"amount":"1"},"destination":{"amount":"1"},"expiresAt":"2020-01-01T00:00:00Z",
                 "paymentDisclosures":[]}}""");
        post(moonPay.accessToken("cust-1"), QUOTES, PURCHASE)
                .then()
                .body("expiresInMs", is(0))
                .body("refreshInMs", is(0));
    }

    @Test
    void its_disclosures_come_with_their_texts_in_the_callers_language(SimulatorControl moonPay) {
        as(moonPay.accessToken("cust-eea-1"))
                .header("Accept-Language", "de-AT, en;q=0.5")
                .contentType(ContentType.JSON)
                .body(PURCHASE)
                .post(QUOTES)
                .then()
                .statusCode(200)
                .body("disclosures.id", contains("eea-crypto-asset-risk"))
                .body("disclosures.locale", contains("de"))
                .body("disclosures.recognised", contains(true))
                .body("disclosures.text", notNullValue());
    }

    @Test
    void a_quote_that_does_not_say_what_to_show_shows_the_most_cautious_text(SimulatorControl moonPay) {
        post(moonPay.accessToken("cust-old-1"), QUOTES, PURCHASE)
                .then()
                .statusCode(200)
                .body("disclosures.recognised", contains(false));
    }

    @Test
    void a_version_that_the_catalogue_lacks_shows_the_most_cautious_text(SimulatorControl moonPay) {
        post(moonPay.accessToken("cust-reworded-1"), QUOTES, PURCHASE)
                .then()
                .statusCode(200)
                .body("disclosures.recognised", contains(false));
    }

    @Test
    void a_quote_without_its_amounts_or_expiry_is_no_quote(SimulatorControl moonPay) {
        for (String broken : List.of(
                "{}",
                "{\"source\":{\"amount\":\"1\"},\"destination\":{\"amount\":\"1\"}}",
                "{\"source\":{\"amount\":\"1e9\"},\"destination\":{\"amount\":\"1\"},\"expiresAt\":\"2099-01-01T00:00:00Z\"}",
                "{\"source\":{\"amount\":\"1\"},\"destination\":{\"amount\":\"1\"},\"expiresAt\":\"+999999999-12-31T23:59:59Z\"}",
                "[]")) {
            moonPay.clearFaults();
            moonPay.literal("getBuyQuote", 200, "{\"data\":" + broken + "}");
            post(moonPay.accessToken("cust-1"), QUOTES, PURCHASE).then().statusCode(502);
        }
    }

    /** The last one counts and is what the caller gets, so nothing of an earlier one may complete it. */
    @Test
    void a_quote_that_stands_there_twice_is_not_put_together_from_both(SimulatorControl moonPay) {
        String whole = "{\"source\":{\"amount\":\"1\"},\"destination\":{\"amount\":\"1\"},"
                + "\"expiresAt\":\"2099-01-01T00:00:00Z\",\"paymentDisclosures\":[]}";
        moonPay.literal("getBuyQuote", 200, "{\"data\":" + whole + ",\"data\":{}}");
        post(moonPay.accessToken("cust-1"), QUOTES, PURCHASE).then().statusCode(502);
    }

    @Test
    void quotes_are_never_remembered(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-1");
        post(token, QUOTES, PURCHASE).then().statusCode(200);
        post(token, QUOTES, PURCHASE).then().statusCode(200);
        assertThat(moonPay.counts("getBuyQuote").started()).isEqualTo(2);
    }
}
