package io.moonconnect.badinput;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.restassured.RestAssured.given;

/** What is refused in the query of a list; a parameter without a value is an absent one. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
class BadQueryTest extends OutsideTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "+", "1.5", "1001", "99999999999", "x", "1e2", " 1", "+5", "٥"})
    void a_limit_that_is_none(String limit) {
        problem(connected().queryParam("limit", limit).when().get("/v1/transactions"))
                .violates("limit");
        problem(given().queryParam("limit", limit).when().get("/v1/assets")).violates("limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\nb", "é"})
    void a_cursor_that_is_none(String cursor) {
        problem(connected().queryParam("cursor", cursor).when().get("/v1/transactions"))
                .violates("cursor");
        problem(given().queryParam("cursor", cursor).when().get("/v1/assets")).violates("cursor");
    }

    @Test
    void a_cursor_that_is_too_long() {
        problem(given().queryParam("cursor", "c".repeat(1025)).when().get("/v1/assets"))
                .violates("cursor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-02-30",
                "2026-13-01",
                "20261101",
                "2026-11-01T10:00:00",
                "2026-11-01 10:00:00Z",
                "T",
                "2026-11-01T"
            })
    void a_date_that_is_none(String date) {
        problem(connected()
                        .queryParam("startDate", date)
                        .queryParam("endDate", date)
                        .when()
                        .get("/v1/transactions"))
                .violates("endDate", "startDate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EU", "EURO", "E R", "12 ", "€€€"})
    void a_currency_that_is_none(String currency) {
        problem(connected().queryParam("currency", currency).when().get("/v1/payment-methods"))
                .violates("currency");
    }

    @ParameterizedTest
    @ValueSource(strings = {"buy sell", "buy/sell", "b\u0000"})
    void a_transaction_type_that_is_none(String type) {
        problem(connected().queryParam("transactionType", type).when().get("/v1/payment-methods"))
                .violates("transactionType");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "a&b", "é"})
    void an_asset_filter_that_is_none(String word) {
        problem(given().queryParam("source", word)
                        .queryParam("code", word)
                        .when()
                        .get("/v1/assets"))
                .violates("code", "source");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a\u0000b", "a\nb"})
    void a_customer_that_is_none(String id) {
        problem(given().queryParam("externalCustomerId", id).when().get("/v1/customers/me"))
                .violates("externalCustomerId");
    }

    @Test
    void no_customer() {
        problem(given().when().get("/v1/customers/me")).violates("externalCustomerId");
    }
}
