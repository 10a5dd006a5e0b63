package io.moonconnect.connection;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

/** The rules for what must be shown, in their order: the quote, the geography, what is not understood, New York. */
@QuarkusTest
class RequiredDisclosuresTest {

    private static final String FINALITY = "us-transaction-finality";
    private static final String CRYPTO = "eea-crypto-asset-risk";
    private static final String STABLECOIN = "eea-unregulated-stablecoin-risk";
    private static final String GATEWAY = "gateway-token";
    private static final String CAUTIOUS = "most-cautious";

    private static final String NEW_YORK = "{\"country\":\"USA\",\"administrativeArea\":\"NY\"}";
    private static final String CALIFORNIA = "{\"country\":\"USA\",\"administrativeArea\":\"CA\"}";
    private static final String EEA = "{\"area\":\"EEA\"}";
    private static final String SWITZERLAND = "{\"country\":\"CHE\"}";

    // Rule 1: the quote's own list decides.

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

    // Rule 2: without the quote's list, everything that is possible at the place.

    @ParameterizedTest
    @ValueSource(
            strings = {
                NEW_YORK,
                "{\"country\":\"USA\",\"administrativeArea\":\"WA\"}",
                "{\"country\":\"USA\",\"administrativeArea\":\"US-NY\"}",
                "{\"country\":\"usa\",\"administrativeArea\":\"us-wa\"}",
                "{\"country\":\"USA\",\"administrativeArea\":\"USA-NY\"}",
                "[" + NEW_YORK + "]"
            })
    void inNewYorkAndWashingtonTheFinalityIsShown(String geography) {
        shown(Asked.withGeography(geography), FINALITY).body("final", is(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {CALIFORNIA, "{\"country\":\"USA\",\"administrativeArea\":\"us-tx\",\"area\":\"AMER\"}"})
    void inOtherStatesAGatewayTokenIsPossible(String geography) {
        shown(Asked.withGeography(geography), GATEWAY).body("final", is(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"country\":\"USA\"}", "{\"country\":\"USA\",\"administrativeArea\":null}"})
    void inTheUsaWithoutAStateBothArePossible(String geography) {
        shown(Asked.withGeography(geography), FINALITY, GATEWAY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AUT", "BEL", "BGR", "HRV", "CYP", "CZE", "DNK", "EST", "FIN", "FRA", "DEU", "GRC", "HUN", "IRL", "ITA",
                "LVA", "LTU", "LUX", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "ESP", "SWE", "ISL", "LIE", "NOR"
            })
    void inEveryCountryOfTheEeaBothItsTextsArePossible(String country) {
        shown(Asked.withGeography("{\"country\":\"" + country + "\"}"), CRYPTO, STABLECOIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                EEA,
                "{\"area\":\"eea\"}",
                "{\"country\":\"DEU\",\"area\":\"EEA\"}",
                "{\"country\":\"CHE\",\"area\":\"EEA\"}"
            })
    void inTheAreaOfTheEeaBothItsTextsArePossible(String geography) {
        shown(Asked.withGeography(geography), CRYPTO, STABLECOIN);
    }

    @Test
    void theStateOfAnotherCountryIsOfNoInterest() {
        shown(Asked.withGeography("{\"country\":\"DEU\",\"administrativeArea\":\"Bavaria\"}"), CRYPTO, STABLECOIN);
    }

    @Test
    void ofSeveralPlacesEverythingPossibleAtAnyIsShown() {
        shown(
                Asked.withGeography("[" + EEA + "," + NEW_YORK + "," + CALIFORNIA + "]"),
                CRYPTO,
                STABLECOIN,
                FINALITY,
                GATEWAY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{\"guestCheckout\":{}}",
                "{\"ramps\":null}",
                "{\"ramps\":{}}",
                "{\"ramps\":{\"requirements\":null}}",
                "{\"ramps\":{\"requirements\":{}}}",
                "{\"paymentDisclosures\":{}}",
                "{\"ramps\":{\"paymentDisclosures\":{}}}"
            })
    void capabilitiesThatDoNotAskRequireNothing(String capabilities) {
        nothing(Asked.withCapabilities(capabilities)).body("final", is(false));
    }

    // Rule 3: asked, but not understood.

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "[]",
                "[[]]",
                "[null]",
                "false",
                "0",
                "\"USA\"",
                SWITZERLAND,
                "{\"area\":\"LATAM\"}",
                "{\"country\":\"US\"}",
                "{\"country\":\"US\",\"administrativeArea\":\"NY\"}",
                "{\"country\":null}",
                "{\"country\":840}",
                "{\"country\":[\"USA\"]}",
                "{\"administrativeArea\":\"NY\"}",
                "{\"required\":true}"
            })
    void aGeographyThatIsNotUnderstoodGetsTheMostCautiousText(String geography) {
        shown(Asked.withGeography(geography), CAUTIOUS)
                .body("disclosures.recognised", contains(false))
                .body("final", is(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"New York\"", "\"N\"", "36", "[\"NY\"]", "{}", "\"\""})
    void aStateThatIsNotUnderstoodAddsTheMostCautiousText(String state) {
        cautious(Asked.withGeography("{\"country\":\"USA\",\"administrativeArea\":" + state + "}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "0",
                "\"yes\"",
                "true",
                "{\"ramps\":[]}",
                "{\"ramps\":false}",
                "{\"ramps\":\"yes\"}",
                "{\"ramps\":{\"requirements\":[]}}",
                "{\"ramps\":{\"requirements\":1e400}}",
                "{\"ramps\":{\"requirements\":[\"paymentDisclosures\"]}}"
            })
    void capabilitiesOfAnotherShapeGetTheMostCautiousText(String capabilities) {
        shown(Asked.withCapabilities(capabilities), CAUTIOUS);
    }

    @Test
    void ofSeveralPlacesOneThatIsNotUnderstoodAddsTheMostCautiousText() {
        shown(Asked.withGeography("[" + EEA + ",7]"), CRYPTO, STABLECOIN, CAUTIOUS);
    }

    @Test
    void ofSeveralPlacesOneWithoutARuleAddsTheMostCautiousText() {
        shown(Asked.withGeography("[" + SWITZERLAND + "," + CALIFORNIA + "]"), GATEWAY, CAUTIOUS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ramps\":{\"requirements\":{\"paymentDisclosures\":{\"area\":\"EEA\"}}},\"ramps\":null}",
                "{\"ramps\":{\"requirements\":{\"paymentDisclosures\":{\"area\":\"EEA\"}},\"requirements\":{}}}",
                "{\"ramps\":{},\"ramps\":{\"requirements\":{\"paymentDisclosures\":{\"area\":\"EEA\"}}}}"
            })
    void aKeyThatStandsThereTwiceDoesNotHideWhatIsAskedFor(String capabilities) {
        shown(Asked.withCapabilities(capabilities), CRYPTO, STABLECOIN);
    }

    @Test
    void aPlaceThatSaysTwoThingsGetsBothAndTheMostCautiousText() {
        shown(
                Asked.withGeography("{\"country\":\"FRA\",\"country\":\"USA\",\"administrativeArea\":\"CA\"}"),
                GATEWAY,
                CRYPTO,
                STABLECOIN,
                CAUTIOUS);
    }

    // Rule 4: New York and Washington always.

    @Test
    void inNewYorkTheFinalityIsShownEvenIfTheQuoteAsksForNothing() {
        shown(Asked.withGeographyAndQuote(NEW_YORK, "[]"), FINALITY).body("final", is(true));
    }

    @Test
    void inNewYorkTheFinalityIsShownBesideWhatTheQuoteAsksFor() {
        shown(
                        Asked.withGeographyAndQuote(NEW_YORK, "[{\"id\":\"gateway-token\",\"version\":\"1\"}]"),
                        GATEWAY,
                        FINALITY)
                .body("final", is(true));
    }

    @Test
    void inNewYorkTheFinalityIsShownOnceWhereTheQuoteAsksForIt() {
        shown(
                Asked.withGeographyAndQuote(NEW_YORK, "[{\"id\":\"us-transaction-finality\",\"version\":\"1\"}]"),
                FINALITY);
    }

    @Test
    void inNewYorkAVersionThatTheCatalogueDoesNotHaveIsShownAsBothTexts() {
        shown(
                Asked.withGeographyAndQuote(NEW_YORK, "[{\"id\":\"us-transaction-finality\",\"version\":\"2\"}]"),
                CAUTIOUS,
                FINALITY);
    }

    @Test
    void oneOfSeveralPlacesBeingInWashingtonIsEnough() {
        shown(
                Asked.withGeographyAndQuote("[" + EEA + ",{\"country\":\"USA\",\"administrativeArea\":\"WA\"}]", "[]"),
                FINALITY);
    }

    @Test
    void anyReadingThatIsInNewYorkIsEnough() {
        shown(
                Asked.withGeographyAndQuote(
                        "{\"country\":\"USA\",\"administrativeArea\":\"NY\",\"administrativeArea\":\"CA\"}", "[]"),
                CAUTIOUS,
                FINALITY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"country\":\"USA\",\"administrativeArea\":[\"NY\"]}",
                "\"US-NY\"",
                "{\"country\":\"US\"}",
                "{}"
            })
    void aPlaceThatCouldBeNewYorkGetsTheMostCautiousTextEvenIfTheQuoteAsksForNothing(String geography) {
        shown(Asked.withGeographyAndQuote(geography, "[]"), CAUTIOUS).body("final", is(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {CALIFORNIA, EEA, SWITZERLAND, "{\"country\":\"CAN\",\"administrativeArea\":\"NY\"}", "null", "[]"
            })
    void anywhereElseAnEmptyListOfTheQuoteMeansNothing(String geography) {
        nothing(Asked.withGeographyAndQuote(geography, "[]")).body("final", is(true));
    }

    // Rule 5: what the catalogue does not have.

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

    private static ValidatableResponse shown(ValidatableResponse answer, String... ids) {
        return answer.statusCode(200)
                .body("disclosureRequired", is(true))
                .body("disclosures.id", containsInAnyOrder(ids));
    }

    private static void cautious(ValidatableResponse answer) {
        answer.statusCode(200).body("disclosureRequired", is(true)).body("disclosures.id", hasItem(CAUTIOUS));
    }

    private static ValidatableResponse nothing(ValidatableResponse answer) {
        return answer.statusCode(200).body("disclosureRequired", is(false)).body("disclosures", empty());
    }
}
