package io.moonconnect.connection;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

import static io.moonconnect.connection.Shown.CALIFORNIA;
import static io.moonconnect.connection.Shown.CAUTIOUS;
import static io.moonconnect.connection.Shown.CRYPTO;
import static io.moonconnect.connection.Shown.EEA;
import static io.moonconnect.connection.Shown.GATEWAY;
import static io.moonconnect.connection.Shown.nothing;
import static io.moonconnect.connection.Shown.shown;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

/** Rules 1 and 5: the quote's own list decides, and what the catalogue does not have gets the most cautious text. */
@QuarkusTest
class QuotedDisclosuresTest {

    @Test
    void theQuotesListIsShownAndIsFinal() {
        shown(quoted("[{\"id\":\"gateway-token\",\"version\":\"1\"}]"), GATEWAY).body("final", is(true));
    }

    @Test
    void anEmptyListOfTheQuoteMeansNothingAndIsFinal() {
        nothing(quoted("[]")).body("final", is(true));
    }

    @Test
    void theQuotesListCountsMoreThanTheGeography() {
        shown(Asked.withGeographyAndQuote(EEA, "[{\"id\":\"eea-crypto-asset-risk\",\"version\":\"1\"}]"), CRYPTO)
                .body("final", is(true));
    }

    @Test
    void anEmptyListOfTheQuoteCountsMoreThanTheGeography() {
        nothing(Asked.withGeographyAndQuote(EEA, "[]")).body("final", is(true));
    }

    @Test
    void aListOfTheQuoteThatIsNullIsNoList() {
        shown(Asked.withGeographyAndQuote(CALIFORNIA, "null"), GATEWAY).body("final", is(false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "\"none\"", "false", "0", "[null]", "[{}]", "[\"gateway-token\"]", "[[]]", "[{\"id\":7e9}]"
            })
    void aListOfTheQuoteThatIsNotUnderstoodGetsTheMostCautiousTextAndIsNotFinal(String list) {
        shown(quoted(list), CAUTIOUS)
                .body("disclosures.recognised", contains(false))
                .body("final", is(false));
    }

    @Test
    void aListOfTheQuoteThatIsUnderstoodInPartIsShownWithTheMostCautiousText() {
        shown(quoted("[{\"id\":\"gateway-token\",\"version\":\"1\"},{\"version\":\"1\"}]"), GATEWAY, CAUTIOUS)
                .body("final", is(false));
    }

    @Test
    void aListOfTheQuoteThatIsNotUnderstoodDoesNotHideTheGeography() {
        shown(Asked.withGeographyAndQuote(CALIFORNIA, "{}"), GATEWAY, CAUTIOUS).body("final", is(false));
    }

    @Test
    void anIdThatTheCatalogueDoesNotHaveGetsTheMostCautiousText() {
        shown(quoted("[{\"id\":\"brand-new\",\"version\":\"1\"}]"), CAUTIOUS)
                .body("disclosures.recognised", contains(false))
                .body("final", is(true));
    }

    @Test
    void aVersionThatTheCatalogueDoesNotHaveGetsTheMostCautiousText() {
        shown(quoted("[{\"id\":\"gateway-token\",\"version\":\"2\"}]"), CAUTIOUS)
                .body("disclosures.recognised", contains(false))
                .body("final", is(true));
    }

    @Test
    void whatTheCatalogueHasIsRecognised() {
        Asked.withGeography(EEA).body("disclosures.recognised", everyItem(is(true)));
    }

    private static ValidatableResponse quoted(String list) {
        return Asked.with("{\"status\":\"active\",\"paymentDisclosures\":" + list + "}");
    }
}
