package io.moonconnect.simulator;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.SimulatorExtension;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SimulatedSessionTest {

    @RegisterExtension
    static final SimulatorExtension SIMULATOR = new SimulatorExtension();

    private final Client client = new Client(SIMULATOR);

    @Test
    void aSessionTokenIsSpentByItsFirstUse() {
        String token = session("{\"deviceIp\": \"2001:db8::24\", \"externalCustomerId\": \"cust-7f31\"}");
        assertThat(SIMULATOR.control().spend(token).accessToken()).isNotEmpty();
        assertThatThrownBy(() -> SIMULATOR.control().spend(token)).hasMessageContaining("invalidSessionToken");
    }

    @Test
    void aSessionNeedsNoExternalCustomerId() {
        String token = session("{\"deviceIp\": \"198.51.100.24\"}");
        client.bearer(SIMULATOR.control().spend(token).accessToken())
                .get("/payment-methods")
                .then()
                .statusCode(200);
    }

    @Test
    void aSessionTokenIsDeadAfter24Hours() {
        String token = session("{\"deviceIp\": \"198.51.100.24\", \"externalCustomerId\": \"cust-7f31\"}");
        SIMULATOR.control().advanceClock(Duration.ofHours(24));
        assertThatThrownBy(() -> SIMULATOR.control().spend(token)).hasMessageContaining("invalidSessionToken");
    }

    @Test
    void aRevokedSessionTokenIsDead() {
        String token = session("{\"deviceIp\": \"198.51.100.24\", \"externalCustomerId\": \"cust-7f31\"}");
        client.account()
                .queryParam("externalCustomerId", "cust-7f31")
                .delete("/sessions")
                .then()
                .statusCode(204);
        assertThatThrownBy(() -> SIMULATOR.control().spend(token)).hasMessageContaining("invalidSessionToken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "[]",
                "",
                "{}",
                "{\"deviceIp\": 7}",
                "{\"deviceIp\": \"localhost\"}",
                "{\"deviceIp\": \"198.51.100.24\", \"language\": \"en\"}",
                "{\"deviceIp\": \"198.51.100.24\", \"externalCustomerId\": \"\"}",
                "{\"deviceIp\": \"198.51.100.24\", \"email\": \"ada@example.org\"}",
                "{\"deviceIp\": \"198.51.100.24\", \"email\": \"ada\", \"phoneNumber\": \"+14155550142\"}",
                "{\"deviceIp\": \"198.51.100.24\", \"email\": \"ada@example.org\", \"phoneNumber\": \"0123\"}",
                "{\"deviceIp\": \"198.51.100.24\", \"termsAcceptedAt\": \"2999-01-01T00:00:00Z\"}"
            })
    void aSessionThatMoonPayWouldNotTakeIsRefused(String body) {
        client.account().body(body).post("/sessions").then().statusCode(400);
    }

    @Test
    void anUnknownMemberIsTakenIfSettingsSaySo() {
        SIMULATOR.control().closedBodies(false);
        client.account()
                .body("{\"deviceIp\": \"198.51.100.24\", \"externalCustomerId\": \"cust-ny\", \"language\": \"en\"}")
                .post("/sessions")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk_test_revoked", "pk_test_1", "nonsense"})
    void aKeyThatIsNotAnAccountsIsRefused(String key) {
        client.anyone().header("X-Api-Key", key).get("/customers/ext/x").then().statusCode(401);
    }

    @Test
    void termsAcceptedOnANewSessionMakeTheConnectionActive() {
        assertThat(status("cust-terms")).isEqualTo("termsAcceptanceRequired");
        session("{\"deviceIp\": \"198.51.100.24\", \"externalCustomerId\": \"cust-terms\", \"termsAcceptedAt\": \"%s\"}"
                .formatted(Instant.now()));
        assertThat(status("cust-terms")).isEqualTo("active");
    }

    @Test
    void contactAndTermsMakeGuestCheckoutPossible() {
        assertThat(SIMULATOR.control().connection("cust-new").has("capabilities"))
                .isFalse();
        session("""
                {"deviceIp": "198.51.100.24", "externalCustomerId": "cust-new", "email": "grace@example.org",
                 "phoneNumber": "+14155550187", "termsAcceptedAt": "2026-11-20T09:15:02Z"}""");
        assertThat(SIMULATOR
                        .control()
                        .connection("cust-new")
                        .path("capabilities")
                        .has("guestCheckout"))
                .isTrue();
        client.quote("cust-new", Client.quoteBody("USD", "50", "ETH", Client.APPLE_PAY))
                .then()
                .statusCode(200)
                .body("data.executable", org.hamcrest.Matchers.is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "failed", "unavailable"})
    void someCustomersHaveNoConnectionToUse(String status) {
        assertThat(status("cust-" + status)).isEqualTo(status);
        assertThatThrownBy(() -> SIMULATOR.control().accessToken("cust-" + status))
                .hasMessageContaining("409");
    }

    @Test
    void aConnectionTellsTheGeographyWhereSomethingMustBeShown() {
        assertThat(location("cust-ny-1")).isEqualTo("{\"country\":\"USA\",\"administrativeArea\":\"NY\"}");
        assertThat(location("cust-wa")).isEqualTo("{\"country\":\"USA\",\"administrativeArea\":\"WA\"}");
        assertThat(location("cust-eea")).isEqualTo("{\"country\":\"DEU\",\"area\":\"EEA\"}");
        assertThat(location("cust-list")).startsWith("[{");
        assertThat(location("cust-7f31")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rejected", "review", "pending", "failed"})
    void aCheckWithoutKycConnectsButDoesNotLetThemPay(String customer) {
        String session =
                session("{\"deviceIp\": \"198.51.100.24\", \"externalCustomerId\": \"cust-" + customer + "\"}");
        JsonPath checked =
                frame("check", "{\"sessionToken\": \"" + session + "\", \"skipKyc\": true, \"browser\": \"b\"}");
        assertThat(checked.getString("status")).isEqualTo("active");
        String signature = client.bearer(checked.getString("credentials.accessToken"))
                .body(Client.quoteBody("USD", "75", "ETH", Client.APPLE_PAY))
                .post("/quotes/buy")
                .path("data.signature");

        JsonPath paid = frame(
                "pay",
                "{\"clientToken\": \"" + checked.getString("credentials.clientToken") + "\", \"signature\": \""
                        + signature + "\"}");

        assertThat(paid.getString("transaction.status")).isEqualTo("failed");
        assertThat(paid.getString("transaction.failureCode")).isEqualTo("transactionNotAllowed");
        String token = checked.getString("credentials.accessToken");
        assertThatThrownBy(() -> SIMULATOR.control().createTransaction(token, signature))
                .hasMessageContaining("may not buy");
    }

    private static JsonPath frame(String call, String body) {
        return given().baseUri(SIMULATOR.base().toString())
                .contentType(ContentType.JSON)
                .body(body)
                .post("/frames/calls/" + call)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private String session(String body) {
        return client.account()
                .body(body)
                .post("/sessions")
                .then()
                .statusCode(200)
                .extract()
                .path("sessionToken");
    }

    private static String status(String customer) {
        return SIMULATOR.control().connection(customer).path("status").textValue();
    }

    private static String location(String customer) {
        return SIMULATOR
                .control()
                .connection(customer)
                .at("/capabilities/ramps/requirements/paymentDisclosures")
                .toString();
    }
}
