package io.moonconnect.customer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static io.moonconnect.testing.Api.anybody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** A customer's verified data, for a backend that has the customer's consent. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class CustomerExportTest {

    private static final String CONSENT = "MoonPay-Consent-Token";

    @Test
    void a_consent_gives_the_verified_data_once(SimulatorControl moonPay) {
        String consent = moonPay.consentToken("cust-1");
        export(consent)
                .then()
                .statusCode(200)
                .header("Cache-Control", is("no-store"))
                .header("MoonPay-Request-Id", notNullValue())
                .body("basicDetails.firstName", is("Ada"))
                .body("residentialAddress.subStreet", nullValue())
                .body("files[0].downloadUrl", notNullValue());
        ProblemAnswer spent = ProblemAnswer.of(export(consent)).is(ProblemType.MOONPAY_TOKEN_REJECTED);
        assertThat(spent.detail()).isEqualTo("The consent token is wrong or has expired.");
    }

    @Test
    void moonpay_gets_the_secret_key_and_the_consent(SimulatorControl moonPay) {
        moonPay.forgetRequests();
        export(moonPay.consentToken("cust-1")).then().statusCode(200);
        assertThat(moonPay.requests()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/platform/v1/customers/export");
            assertThat(request.headers()).containsKey("x-api-key");
            assertThat(request.headers().get("authorization")).startsWith("Bearer sha256:");
            assertThat(request.body()).isNullOrEmpty();
        });
    }

    @Test
    void a_consent_of_nobody_is_refused_by_moonpay(SimulatorControl moonPay) {
        ProblemAnswer.of(export(moonPay.consentToken(null))).is(ProblemType.MOONPAY_REJECTED, 403);
    }

    /** MoonPay may echo the token in its reason. */
    @Test
    void moonpays_reason_comes_without_the_consent(SimulatorControl moonPay) {
        moonPay.literal(
                "exportCustomer",
                403,
                "{\"code\":403,\"type\":\"Forbidden\",\"message\":\"planted-consent is not bound to a customer\"}");
        ProblemAnswer answer = ProblemAnswer.of(export("planted-consent")).is(ProblemType.MOONPAY_REJECTED, 403);
        assertThat(answer.detail()).isEqualTo("ConsentToken[masked] is not bound to a customer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "planted planted", "plänted", "="})
    void without_a_consent_moonpay_is_not_asked(String consent) {
        SimulatorControl moonPay = SimulatorControl.ofTheServiceUnderTest();
        moonPay.forgetRequests();
        ProblemAnswer.of(export(consent)).violates(CONSENT).neverSays("planted");
        ProblemAnswer.of(anybody().post("/v1/customers/export")).violates(CONSENT);
        assertThat(moonPay.started()).isZero();
    }

    @Test
    void a_capability_that_is_not_enabled_is_reported(SimulatorControl moonPay) {
        moonPay.disable("exportCustomer");
        ProblemAnswer.of(export(moonPay.consentToken("cust-1"))).is(ProblemType.MOONPAY_CAPABILITY_NOT_ENABLED);
    }

    private static Response export(String consent) {
        return anybody().header(CONSENT, consent).post("/v1/customers/export");
    }
}
