package io.moonconnect.connection;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;

import static io.moonconnect.connection.Shown.CALIFORNIA;
import static io.moonconnect.connection.Shown.CRYPTO;
import static io.moonconnect.connection.Shown.EEA;
import static io.moonconnect.connection.Shown.FINALITY;
import static io.moonconnect.connection.Shown.GATEWAY;
import static io.moonconnect.connection.Shown.NEW_YORK;
import static io.moonconnect.connection.Shown.STABLECOIN;
import static io.moonconnect.connection.Shown.nothing;
import static io.moonconnect.connection.Shown.shown;
import static org.hamcrest.Matchers.is;

/** Rule 2: without the quote's list, everything that is possible at the customer's place is shown. */
@QuarkusTest
class GeographyTest {

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
}
