package io.moonconnect.disclosure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

/** The catalogue over HTTP, which is the sample here. */
@QuarkusTest
class DisclosuresResourceTest {

    @Test
    void theListSaysThatItIsTheSampleAndWhatTheFallbackIs() {
        given().get("/v1/disclosures")
                .then()
                .statusCode(200)
                .body("sample", is(true))
                .body("fallback.id", equalTo("most-cautious"))
                .body("fallback.version", equalTo("1"));
    }

    @Test
    void theListHasEveryTextInEveryLanguage() {
        given().get("/v1/disclosures")
                .then()
                .body(
                        "disclosures.id",
                        hasItems(
                                "us-transaction-finality",
                                "eea-crypto-asset-risk",
                                "eea-unregulated-stablecoin-risk",
                                "gateway-token",
                                "most-cautious"))
                .body("disclosures.recognised", everyItem(is(true)))
                .body("disclosures.findAll { it.id == 'us-transaction-finality' }.locale", contains("en", "de"));
    }

    @Test
    void everySampleTextIsMarkedAsOne() {
        given().get("/v1/disclosures")
                .then()
                .body(
                        "disclosures.findAll { it.locale == 'en' }.text",
                        everyItem(startsWith("SAMPLE TEXT, not MoonPay's wording: ")))
                .body(
                        "disclosures.findAll { it.locale == 'de' }.text",
                        everyItem(startsWith("BEISPIELTEXT, nicht der Wortlaut von MoonPay: ")));
    }

    @Test
    void oneTextHasEverythingAFrontEndNeeds() {
        read("/us-transaction-finality")
                .statusCode(200)
                .body("id", equalTo("us-transaction-finality"))
                .body("version", equalTo("1"))
                .body("recognised", is(true))
                .body("locale", equalTo("en"))
                .body("placement", equalTo("directly-above-frame"))
                .body("title", equalTo("Sample: final transactions"))
                .body("links", hasSize(1))
                .body("links[0].label", equalTo("Terms of Use"))
                .body("links[0].url", equalTo("https://www.moonpay.com/legal/terms"));
    }

    @Test
    void oneTextIsInTheLanguageThatTheParameterNames() {
        read("/us-transaction-finality?locale=de-AT").statusCode(200).body("locale", equalTo("de"));
    }

    @Test
    void oneTextIsInTheLanguageThatTheBrowserAccepts() {
        given().header("Accept-Language", "fr-FR,fr;q=0.9,de;q=0.5")
                .get("/v1/disclosures/us-transaction-finality")
                .then()
                .body("locale", equalTo("de"));
    }

    @Test
    void oneTextIsInEnglishWhereTheLanguageIsMissing() {
        read("/gateway-token?locale=de").statusCode(200).body("locale", equalTo("en"));
    }

    @Test
    void aVersionThatIsThereIsFound() {
        read("/gateway-token?version=1").statusCode(200).body("version", equalTo("1"));
    }

    @Test
    void aVersionThatIsNotThereIsNotFound() {
        problem(read("/gateway-token?version=2"), 404, "not-found");
    }

    @Test
    void anIdThatIsNotThereIsNotFound() {
        problem(read("/no-such-disclosure"), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a%20b", "%C3%A4", "a%0Ab"})
    void anIdOfOtherCharactersIsInvalid(String id) {
        problem(given().urlEncodingEnabled(false).get("/v1/disclosures/" + id).then(), 400, "invalid-request");
    }

    @Test
    void anIdThatIsTooLongIsInvalid() {
        problem(read("/" + "a".repeat(129)), 400, "invalid-request").body("violations.field", contains("id"));
    }

    @Test
    void aVersionOfOtherCharactersIsInvalid() {
        problem(read("/gateway-token?version=a/b"), 400, "invalid-request")
                .body("violations.field", contains("version"));
    }

    @Test
    void aLocaleThatIsNoLanguageTagIsInvalid() {
        problem(read("/gateway-token?locale=en_US"), 400, "invalid-request")
                .body("violations.field", contains("locale"));
    }

    private static ValidatableResponse read(String path) {
        return given().get("/v1/disclosures" + path).then();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String type) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("https://moonconnect.io/problems/" + type));
    }
}
