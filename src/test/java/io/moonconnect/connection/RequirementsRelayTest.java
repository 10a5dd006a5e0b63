package io.moonconnect.connection;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;

/** What is MoonPay's comes back byte for byte. */
@QuarkusTest
class RequirementsRelayTest {

    /** Everything that a tree would change, at every depth: numbers, keys twice, escapes, astral characters, space. */
    private static final String ODD = """
            { "new" : [1.10, 123456789012345678901234567890, 1e400, -0.0, 1E+2, true, null , {"deep":{"n":1.10}}],
              "twice":1, "twice":2, "\\u0065scaped\\/":"\\ud83c\\udf19 🌙 \\u00e4ä", "country":"USA",
              "administrativeArea":"NY", "state": "brandNew", "empty":{ }, "\\n":[ ] }""";

    @Test
    void capabilitiesComeBackAsTheyWereSent() {
        String capabilities = "{\"ramps\": {\"requirements\" :{ \"paymentDisclosures\":" + ODD + ", \"x\":" + ODD
                + "},\"y\":" + ODD + "}, \"z\" : " + ODD + " ,\"guestCheckout\":{} }";

        assertThat(answer(capabilities)).endsWith(",\"capabilities\":" + capabilities + "}");
    }

    @Test
    void aLocationComesBackAsItWasSent() {
        assertThat(answer(Asked.capabilities(ODD))).contains(",\"location\":" + ODD + ",\"disclosureRequired\":true");
    }

    @Test
    void aListOfLocationsComesBackAsItWasSent() {
        String list = "[ " + ODD + " , 7,{\"area\" : \"EEA\"} ]";

        assertThat(answer(Asked.capabilities(list))).contains(",\"location\":" + list + ",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.10", "1e400", "-0", "\"\\u0065\"", "[ 1 ]", "true", "{ }"})
    void capabilitiesOfAnotherShapeComeBackToo(String capabilities) {
        assertThat(answer(capabilities)).endsWith(",\"capabilities\":" + capabilities + "}");
    }

    @Test
    void capabilitiesComeBackWhereverTheyStandInTheBody() {
        String body = "\ufeff \n{ \"capabilities\" : " + ODD + " ,\t\"reason\" : \"🌙\", \"status\" : \"active\" } ";

        assertThat(text(Asked.with(body).statusCode(200).extract().asByteArray()))
                .endsWith(",\"capabilities\":" + ODD + "}");
    }

    @Test
    void ofALocationThatStandsThereTwiceTheLastOneComesBack() {
        String capabilities =
                "{\"ramps\":{\"requirements\":{\"paymentDisclosures\":{\"area\":\"EEA\"},\"paymentDisclosures\":{\"n\":1.10}}}}";

        assertThat(answer(capabilities)).contains(",\"location\":{\"n\":1.10},");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"USA\"", "7", "true"})
    void aLocationThatIsNeitherAnObjectNorAListIsNull(String geography) {
        Asked.withGeography(geography).statusCode(200).body("location", nullValue());
    }

    @Test
    void aLocationThatALaterKeyHidesIsNull() {
        Asked.withCapabilities(
                        "{\"ramps\":{\"requirements\":{\"paymentDisclosures\":{\"area\":\"EEA\"}}},\"ramps\":{}}")
                .statusCode(200)
                .body("location", nullValue());
    }

    private static String answer(String capabilities) {
        return text(
                Asked.withCapabilities(capabilities).statusCode(200).extract().asByteArray());
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
