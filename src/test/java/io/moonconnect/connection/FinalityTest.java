package io.moonconnect.connection;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;

import static io.moonconnect.connection.Shown.CALIFORNIA;
import static io.moonconnect.connection.Shown.CAUTIOUS;
import static io.moonconnect.connection.Shown.EEA;
import static io.moonconnect.connection.Shown.FINALITY;
import static io.moonconnect.connection.Shown.GATEWAY;
import static io.moonconnect.connection.Shown.NEW_YORK;
import static io.moonconnect.connection.Shown.SWITZERLAND;
import static io.moonconnect.connection.Shown.nothing;
import static io.moonconnect.connection.Shown.shown;
import static org.hamcrest.Matchers.is;

/** Rule 4: in New York and Washington the finality of a transaction is always shown. */
@QuarkusTest
class FinalityTest {

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
}
