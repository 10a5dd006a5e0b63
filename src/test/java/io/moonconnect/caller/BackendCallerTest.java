package io.moonconnect.caller;

import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Only backends with a valid API key are served, on every path of the API, and they must name the customer. */
@QuarkusTest
@TestProfile(TwoKeys.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
class BackendCallerTest {

    private static final String SESSION = "{\"externalCustomerId\":\"cust-1\",\"deviceIp\":\"203.0.113.9\"}";

    private SimulatorControl moonPay;

    @BeforeEach
    void freshMoonPay() {
        moonPay = SimulatorControl.ofTheServiceUnderTest();
        moonPay.reset();
        moonPay.rate(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"old", "new"})
    void each_of_two_keys_gets_through(String name) {
        with("ApiKey " + TwoKeys.key(name))
                .body(SESSION)
                .when()
                .post("/v1/sessions")
                .then()
                .statusCode(201);
    }

    /** Its first session would be no increase of a series that begins with it. */
    @Test
    void a_backend_without_a_session_has_a_count_of_none() {
        assertThat(Metrics.page()).contains("sessions_created_total{backend=\"spare\",mode=\"test\"} 0.0\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"apikey ", "APIKEY ", "aPiKeY "})
    void the_case_of_the_scheme_does_not_matter(String scheme) {
        with(scheme + TwoKeys.key("new"))
                .body(SESSION)
                .when()
                .post("/v1/sessions")
                .then()
                .statusCode(201);
    }

    static Stream<String> refused() {
        String key = TwoKeys.key("new");
        return Stream.of(
                "",
                "ApiKey",
                "ApiKey ",
                "ApiKey " + TwoKeys.anyKey(),
                "ApiKey " + key + " ,x",
                "ApiKey " + key + "x",
                "ApiKey " + key + "=",
                "ApiKey " + key.substring(0, key.length() - 1),
                "ApiKey " + key.substring(4),
                "ApiKey " + key.toUpperCase(),
                "ApiKey  " + key,
                "ApiKey\t" + key,
                "ApiKey " + TwoKeys.digest(key),
                "ApiKey mck_" + "a".repeat(4000),
                "ApiKey " + "é".repeat(47),
                key,
                "Bearer " + key,
                "Basic " + key,
                "Api-Key " + key,
                "ApiKey sk_test_simulator");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void anything_else_is_not_a_caller(String authorization) {
        refused(with(authorization)
                .body(SESSION)
                .when()
                .post("/v1/sessions")
                .then()
                .extract());
    }

    @Test
    void no_authorization_is_not_a_caller() {
        refused(given().contentType("application/json")
                .body(SESSION)
                .when()
                .post("/v1/sessions")
                .then()
                .extract());
    }

    /** A proxy may have checked the other one. */
    @Test
    void two_authorizations_are_none_not_even_with_a_good_key() {
        for (String[] keys : new String[][] {
            {TwoKeys.anyKey(), TwoKeys.key("new")},
            {TwoKeys.key("new"), TwoKeys.anyKey()},
            {TwoKeys.key("new"), TwoKeys.key("new")}
        }) {
            ProblemAnswer.of(RawHttp.send(
                            "GET",
                            "/v1/assets",
                            "Authorization: ApiKey " + keys[0],
                            "Authorization: ApiKey " + keys[1]))
                    .violates("Authorization")
                    .neverSays(keys);
        }
        assertThat(moonPay.started()).as("calls that reached MoonPay").isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/assets",
                "GET /v1/assets/",
                "GET /v1/customers/me?externalCustomerId=c",
                "GET /v1/payment-methods",
                "DELETE /v1/payment-methods/x",
                "GET /v1/transactions",
                "GET /v1/transactions/x",
                "POST /v1/quotes",
                "POST /v1/quotes/compare",
                "POST /v1/sessions",
                "DELETE /v1/sessions?externalCustomerId=c",
                "POST /v1/connections/requirements",
                "GET /v1/disclosures",
                "GET /v1/disclosures/x",
                "GET /%761/assets",
                "GET /v1/%61ssets",
                "GET http://localhost/v1/assets"
            })
    void every_path_of_the_api_needs_a_caller(String call) {
        String[] parts = call.split(" ");
        refused(ProblemAnswer.of(RawHttp.send(parts[0], parts[1], "MoonPay-Access-Token: abc", "Content-Length: 0")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//v1//assets", "/v1;a/assets", "/;/v1/assets", "/v1/assets;a", "/x/../v1/assets", "/./v1/assets"
            })
    void no_other_way_of_writing_a_path_gets_around_it(String path) {
        assertThat(RawHttp.send("GET", path).status()).isIn(400, 401);
        assertThat(moonPay.started()).isZero();
    }

    @Test
    void the_description_of_the_api_needs_none() {
        given().when().get("/q/openapi").then().statusCode(200);
    }

    @Test
    void a_backend_says_for_whom_it_asks() {
        problem("{}").violates("deviceIp", "externalCustomerId");
        problem("{\"externalCustomerId\":\"c\"}").violates("deviceIp");
        problem("{\"deviceIp\":\"203.0.113.9\"}").violates("externalCustomerId");
        assertThat(moonPay.started()).isZero();
    }

    @Test
    void a_backend_says_whose_sessions_and_standing_it_means() {
        ProblemAnswer.of(known().when().delete("/v1/sessions")).violates("externalCustomerId");
        ProblemAnswer.of(known().when().get("/v1/customers/me")).violates("externalCustomerId");
        assertThat(moonPay.started()).isZero();
    }

    private void refused(ExtractableResponse<Response> response) {
        refused(ProblemAnswer.of(response.response()));
    }

    private void refused(ProblemAnswer answer) {
        answer.is(ProblemType.UNAUTHENTICATED).neverSays(TwoKeys.key("new"), TwoKeys.key("old"));
        assertThat(answer.header("WWW-Authenticate")).startsWith("ApiKey");
        assertThat(moonPay.started()).as("calls that reached MoonPay").isZero();
    }

    private ProblemAnswer problem(String body) {
        return ProblemAnswer.of(known().body(body).when().post("/v1/sessions"));
    }

    private static RequestSpecification known() {
        return with("ApiKey " + TwoKeys.key("new"));
    }

    private static RequestSpecification with(String authorization) {
        return given().header("Authorization", authorization).contentType("application/json");
    }
}
