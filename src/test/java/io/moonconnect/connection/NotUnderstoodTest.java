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
import static io.moonconnect.connection.Shown.STABLECOIN;
import static io.moonconnect.connection.Shown.SWITZERLAND;
import static io.moonconnect.connection.Shown.shown;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

/** Rule 3: what asks for something and is not understood gets the most cautious text, never none. */
@QuarkusTest
class NotUnderstoodTest {

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

    private static void cautious(ValidatableResponse answer) {
        answer.statusCode(200).body("disclosureRequired", is(true)).body("disclosures.id", hasItem(CAUTIOUS));
    }
}
