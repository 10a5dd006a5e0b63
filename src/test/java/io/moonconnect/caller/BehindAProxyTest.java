package io.moonconnect.caller;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.CustomerTokens;
import io.moonconnect.testing.IdentityProvider;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Behind a proxy the device address is the one that the proxy appended; claim and key path are configurable. */
@QuarkusTest
@TestProfile(BehindAProxy.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(IdentityProvider.class)
class BehindAProxyTest {

    IdentityProvider provider;

    private SimulatorControl moonPay;

    @BeforeEach
    void freshWorld() {
        provider.reset();
        moonPay = SimulatorControl.ofTheServiceUnderTest();
        moonPay.reset();
        moonPay.rate(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 203.0.113.9",
                "X-Forwarded-For: 6.6.6.6, 203.0.113.9",
                "x-forwarded-for: 6.6.6.6\r\nX-FORWARDED-FOR: 203.0.113.9",
                "X-Forwarded-For: 203.0.113.9:4711\r\nForwarded: for=6.6.6.6",
                "X-Forwarded-For: ::ffff:203.0.113.9\r\nX-Real-IP: 6.6.6.6"
            })
    void a_session_is_bound_to_the_address_that_the_proxy_has_seen(String headers) {
        assertThat(createSession(headers).status()).isEqualTo(201);

        assertThat(moonPay.requests("createSession")
                        .get(0)
                        .json()
                        .path("deviceIp")
                        .textValue())
                .isEqualTo("203.0.113.9");
        assertThat(moonPay.requests("createSession")
                        .get(0)
                        .json()
                        .path("externalCustomerId")
                        .textValue())
                .isEqualTo("cust-claimed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-None: x",
                "Forwarded: for=203.0.113.9",
                "X-Forwarded-For: 203.0.113.9,",
                "X-Forwarded-For: 203.0.113.9, unknown",
                "X-Forwarded-For: _hidden"
            })
    void without_a_forwarded_address_there_is_no_session(String headers) {
        ProblemAnswer.of(createSession(headers)).is(ProblemType.DEVICE_ADDRESS_UNKNOWN);
        assertThat(moonPay.started()).isZero();
    }

    @Test
    void the_subject_is_not_the_customer_where_another_claim_is() {
        bad(token().without(BehindAProxy.CLAIM).token());
        bad(token().claim(BehindAProxy.CLAIM, 7).token());
        bad(token().claim("iss", provider.issuer()).token());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer x", "bearer a.b.c", "ApiKey", "ApiKey mck_", "apikey x", "ApiKey\tmck_x"})
    void bad_credentials_are_never_allowed_as_an_open_caller(String authorization) {
        RawHttp.Reply reply = RawHttp.send("GET", "/v1/assets", "Authorization: " + authorization);
        ProblemAnswer.of(reply).is(ProblemType.UNAUTHENTICATED);
        assertThat(moonPay.started()).isZero();
    }

    @Test
    void a_request_without_credentials_is_an_open_caller() {
        given().get("/v1/disclosures").then().statusCode(200);
        given().header("Authorization", "Basic eA==")
                .get("/v1/disclosures")
                .then()
                .statusCode(200);
    }

    private void bad(String token) {
        ProblemAnswer.of(given().header("Authorization", "Bearer " + token).get("/v1/assets"))
                .is(ProblemType.UNAUTHENTICATED);
        assertThat(moonPay.started()).isZero();
    }

    private RawHttp.Reply createSession(String headers) {
        String head = RawHttp.head(
                "POST",
                "/v1/sessions",
                "Authorization: Bearer " + token().token(),
                "Content-Type: application/json",
                "Content-Length: 2",
                headers);
        return RawHttp.exchange((head + "{}").getBytes(StandardCharsets.ISO_8859_1));
    }

    private CustomerTokens token() {
        return provider.tokens().claim("iss", BehindAProxy.ISSUER).claim(BehindAProxy.CLAIM, "cust-claimed");
    }
}
