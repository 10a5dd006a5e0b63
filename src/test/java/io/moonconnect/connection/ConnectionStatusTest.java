package io.moonconnect.connection;

import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;

import static io.moonconnect.connection.Shown.CAUTIOUS;
import static io.moonconnect.connection.Shown.nothing;
import static io.moonconnect.connection.Shown.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

/** The table of statuses, row by row, as a front end sees it. */
@QuarkusTest
class ConnectionStatusTest {

    @Inject
    MeterRegistry metrics;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "active,                  proceed,        true,  false",
        "connectionRequired,      connect,        false, false",
        "termsAcceptanceRequired, acceptTerms,    false, false",
        "pending,                 retryLater,     false, false",
        "unavailable,             retryLater,     false, false",
        "failed,                  useAlternative, false, true"
    })
    void aKnownStatusHasItsRow(String status, String nextStep, boolean usable, boolean terminal) {
        Asked.with("{\"status\":\"" + status + "\"}")
                .statusCode(200)
                .contentType("application/json")
                .body("status", equalTo(status))
                .body("recognised", is(true))
                .body("nextStep", equalTo(nextStep))
                .body("usable", is(usable))
                .body("terminal", is(terminal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"frozen", "Active", "ACTIVE", " active", "null"})
    void anyOtherStatusIsRetriedLaterAndNotRecognised(String status) {
        Asked.with("{\"status\":\"" + status + "\"}")
                .statusCode(200)
                .body("status", equalTo(status))
                .body("recognised", is(false))
                .body("nextStep", equalTo("retryLater"))
                .body("usable", is(false))
                .body("terminal", is(false));
    }

    @Test
    void aStatusThatIsNotRecognisedIsCounted() {
        double before = unrecognised();

        Asked.with("{\"status\":\"frozen\"}").statusCode(200);

        assertThat(unrecognised() - before).isEqualTo(1);
    }

    @Test
    void aKnownStatusIsNotCounted() {
        double before = unrecognised();

        Asked.with("{\"status\":\"failed\",\"reason\":\"kycRejected\"}").statusCode(200);

        assertThat(unrecognised()).isEqualTo(before);
    }

    @Test
    void theAnswerHasExactlyTheDocumentedFields() {
        Map<String, Object> answer =
                Asked.with("{\"status\":\"active\"}").extract().jsonPath().getMap("");

        assertThat(answer)
                .containsOnlyKeys(
                        "status",
                        "recognised",
                        "usable",
                        "terminal",
                        "nextStep",
                        "location",
                        "disclosureRequired",
                        "disclosures",
                        "final",
                        "guestCheckout",
                        "capabilities");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"active\"}",
                "{\"status\":\"active\",\"capabilities\":null}",
                "{\"status\":\"active\",\"capabilities\":null,\"paymentDisclosures\":null}"
            })
    void anActiveConnectionWithoutCapabilitiesGetsTheMostCautiousText(String body) {
        shown(Asked.with(body), CAUTIOUS)
                .body("disclosures.recognised", contains(false))
                .body("final", is(false))
                .body("location", nullValue())
                .body("capabilities", nullValue());
    }

    @Test
    void theQuoteDecidesWhereAnActiveConnectionHasNoCapabilities() {
        nothing(Asked.with("{\"status\":\"active\",\"paymentDisclosures\":[]}")).body("final", is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"ramps\":{}}", "{\"ramps\":{\"requirements\":{}}}", "{\"ramps\":null}"})
    void capabilitiesWithoutDisclosuresRequireNothingYet(String capabilities) {
        nothing(Asked.withCapabilities(capabilities)).body("final", is(false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"connectionRequired", "termsAcceptanceRequired", "pending", "unavailable", "failed", "frozen"})
    void anotherStatusWithoutCapabilitiesRequiresNothing(String status) {
        nothing(Asked.with("{\"status\":\"" + status + "\"}")).body("final", is(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "true", "{\"applePay\":true}", "[]", "\"yes\""})
    void guestCheckoutIsPossibleWhereAConnectionIsRequiredAndTheCapabilityIsThere(String value) {
        Asked.with("{\"status\":\"connectionRequired\",\"capabilities\":{\"guestCheckout\":" + value + "}}")
                .body("nextStep", equalTo("connect"))
                .body("guestCheckout", is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"guestCheckout\":null}", "{\"guestCheckout\":false}", "{\"ramps\":{}}", "null"})
    void guestCheckoutIsNotPossibleWhereTheCapabilityIsAbsent(String capabilities) {
        Asked.with("{\"status\":\"connectionRequired\",\"capabilities\":" + capabilities + "}")
                .body("guestCheckout", is(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"active", "pending", "failed", "unavailable", "termsAcceptanceRequired", "frozen"})
    void guestCheckoutIsNotPossibleInAnyOtherStatus(String status) {
        Asked.with("{\"status\":\"" + status + "\",\"capabilities\":{\"guestCheckout\":{}}}")
                .body("guestCheckout", is(false));
    }

    @Test
    void whatMustBeShownDoesNotDependOnTheStatus() {
        Asked.with("{\"status\":\"frozen\",\"capabilities\":" + Asked.capabilities("{\"area\":\"EEA\"}") + "}")
                .body("disclosures.id", containsInAnyOrder("eea-crypto-asset-risk", "eea-unregulated-stablecoin-risk"));
    }

    @Test
    void theTextsComeInTheLocaleOfTheBody() {
        Asked.with("{\"status\":\"active\",\"locale\":\"de-AT\",\"capabilities\":"
                        + Asked.capabilities("{\"country\":\"USA\",\"administrativeArea\":\"NY\"}") + "}")
                .body("disclosures.locale", contains("de"));
    }

    private double unrecognised() {
        return metrics.get("connections.unrecognised").counter().count();
    }
}
