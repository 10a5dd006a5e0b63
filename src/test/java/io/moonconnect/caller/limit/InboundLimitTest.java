package io.moonconnect.caller.limit;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.caller.TwoKeys;
import io.moonconnect.contract.OwnContractFilter;
import io.moonconnect.credential.AccessTokenHeader;
import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.CapturedLog;
import io.moonconnect.testing.HandTicker;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.moonconnect.testing.Api.anybody;
import static io.moonconnect.testing.Api.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;

/** Requests over a limit get 429 with Retry-After; other callers are unaffected, and MoonPay is not called. */
@QuarkusTest
@TestProfile(TightLimits.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@Lengthy
class InboundLimitTest {

    private static final String DISCLOSURES = "/v1/disclosures";
    private static final String CUSTOMER = "/v1/customers/me?externalCustomerId=cust-1";
    private static final String METHODS = "/v1/payment-methods";
    private static final String SESSIONS = "/v1/sessions";
    private static final String DEVICE = "81.2.69.160";

    @Inject
    HandTicker time;

    /** Every bucket is full again. */
    @BeforeEach
    void anHourLater() {
        time.advance(Duration.ofHours(1));
    }

    @Test
    void a_backend_over_its_limit_is_refused_and_the_other_is_not(SimulatorControl moonPay) {
        for (int left = 19; left >= 0; left--) {
            assertThat(backend("old").get(CUSTOMER).statusCode()).isEqualTo(200);
        }
        long before = moonPay.started();
        Response refusal = backend("old").get(CUSTOMER);
        ProblemAnswer problem = refused(refusal, "backend", "20 in 1 s", "1");
        assertThat(problem.header("RateLimit-Policy")).isEqualTo("\"backend\";q=20;w=1");
        assertThat(problem.header("RateLimit")).isEqualTo("\"backend\";r=0;t=1");
        problem.neverSays("old");
        assertThat(moonPay.started()).isEqualTo(before);
        backend("new").get(CUSTOMER).then().statusCode(200);
    }

    @Test
    void invalid_requests_count_against_the_limit() {
        for (int i = 0; i < 20; i++) {
            backend("old").get("/v1/customers/me").then().statusCode(400);
        }
        assertThat(backend("old").get("/v1/customers/me").statusCode()).isEqualTo(429);
    }

    @Test
    void a_request_after_retry_after_is_served() {
        for (int i = 0; i < 20; i++) {
            backend("old").get(DISCLOSURES).then().statusCode(200);
        }
        String seconds =
                backend("old").get(DISCLOSURES).then().statusCode(429).extract().header("Retry-After");
        time.advance(Duration.ofSeconds(Long.parseLong(seconds)));
        backend("old").get(DISCLOSURES).then().statusCode(200);
    }

    @Test
    void an_access_token_over_its_limit_is_refused_and_another_is_not(SimulatorControl moonPay) {
        String ada = moonPay.accessToken("cust-1");
        String grace = moonPay.accessToken("cust-ny");
        for (int i = 0; i < 5; i++) {
            as(ada).get(METHODS).then().statusCode(200);
        }
        long before = moonPay.started();
        ProblemAnswer problem = refused(as(ada).get(METHODS), "token", "5 in 1 s", "1");
        assertThat(problem.header("RateLimit-Policy")).isEqualTo("\"token\";q=5;w=1");
        assertThat(problem.header("RateLimit")).isEqualTo("\"token\";r=0;t=1");
        problem.neverSays(ada);
        assertThat(moonPay.started()).isEqualTo(before);
        as(grace).get(METHODS).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"204.15.21.21", "2a01:4f8:c17:b0f::1"})
    void a_device_over_its_limit_gets_no_session_and_another_does(String address, SimulatorControl moonPay) {
        for (int i = 0; i < 3; i++) {
            session("cust-" + i, address).then().statusCode(201);
        }
        ProblemAnswer problem = refused(session("cust-3", address), "sessions-per-address", "3 in 60 s", "20");
        assertThat(problem.header("RateLimit-Policy")).isEqualTo("\"sessions-per-address\";q=3;w=60");
        assertThat(problem.header("RateLimit")).isEqualTo("\"sessions-per-address\";r=0;t=20");
        problem.neverSays(address);
        assertThat(moonPay.counts("createSession").started()).isEqualTo(3);
        session("cust-3", DEVICE).then().statusCode(201);
    }

    @Test
    void of_ipv6_the_whole_network_is_one_device() {
        for (int i = 0; i < 3; i++) {
            session("cust-" + i, "2a01:4f8:c17:b0f::" + i).then().statusCode(201);
        }
        session("cust-3", "2a01:4f8:c17:b0f:ffff::").then().statusCode(429);
        session("cust-3", "2a01:4f8:c17:b10::").then().statusCode(201);
    }

    @Test
    void a_customer_over_their_limit_gets_no_session_and_another_does(SimulatorControl moonPay) {
        for (int i = 0; i < 4; i++) {
            session("cust-1", "81.2.69." + i).then().statusCode(201);
        }
        ProblemAnswer problem = refused(session("cust-1", DEVICE), "sessions-per-customer", "4 in 60 s", "15");
        assertThat(problem.header("RateLimit-Policy")).isEqualTo("\"sessions-per-customer\";q=4;w=60");
        assertThat(problem.header("RateLimit")).isEqualTo("\"sessions-per-customer\";r=0;t=15");
        problem.neverSays("cust-1", DEVICE);
        assertThat(moonPay.counts("createSession").started()).isEqualTo(4);
        session("cust-2", DEVICE).then().statusCode(201);
        time.advance(Duration.ofSeconds(15));
        session("cust-1", DEVICE).then().statusCode(201);
    }

    @Test
    void an_invalid_session_request_counts_against_no_session_limit() {
        for (int i = 0; i < 10; i++) {
            body("{\"externalCustomerId\":\"cust-1\",\"deviceIp\":\"" + DEVICE + "\",\"email\":\"none\"}")
                    .post(SESSIONS)
                    .then()
                    .statusCode(400);
        }
        session("cust-1", DEVICE).then().statusCode(201);
    }

    @Test
    void an_answer_says_what_is_left_of_every_limit_that_it_came_under() {
        backend("new")
                .get(DISCLOSURES)
                .then()
                .header("RateLimit-Policy", "\"backend\";q=20;w=1")
                .header("RateLimit", "\"backend\";r=19;t=1");
        backend("new")
                .header(AccessTokenHeader.NAME, "a-token")
                .get(DISCLOSURES)
                .then()
                .header("RateLimit-Policy", "\"backend\";q=20;w=1, \"token\";q=5;w=1")
                .header("RateLimit", "\"backend\";r=18;t=1, \"token\";r=4;t=1");
        backend("new")
                .contentType("application/json")
                .body("{\"externalCustomerId\":\"cust-1\",\"deviceIp\":\"" + DEVICE + "\"}")
                .post(SESSIONS)
                .then()
                .statusCode(201)
                .header(
                        "RateLimit-Policy",
                        "\"backend\";q=20;w=1, \"sessions-per-customer\";q=4;w=60, \"sessions-per-address\";q=3;w=60")
                .header(
                        "RateLimit",
                        "\"backend\";r=17;t=1, \"sessions-per-customer\";r=3;t=15, \"sessions-per-address\";r=2;t=20");
    }

    @Test
    void an_open_caller_without_a_token_is_not_limited() {
        for (int i = 0; i < 50; i++) {
            anybody()
                    .get(DISCLOSURES)
                    .then()
                    .statusCode(200)
                    .header("RateLimit-Policy", nullValue())
                    .header("RateLimit", nullValue());
        }
    }

    @Test
    void unauthenticated_requests_count_against_no_limit() {
        for (int i = 0; i < 30; i++) {
            given().header("Authorization", "ApiKey mck_wrong")
                    .get(DISCLOSURES)
                    .then()
                    .statusCode(401)
                    .header("RateLimit", nullValue());
        }
        backend("old").get(DISCLOSURES).then().statusCode(200).header("RateLimit", "\"backend\";r=19;t=1");
    }

    @Test
    void refusals_are_counted_by_limit_and_by_nothing_else() {
        String series = "too_many_requests_total{limit=\"sessions-per-address\"}";
        String refused = "requests_refused_total{reason=\"rate_limit\",status=\"429\"}";
        double before = Metrics.value(series);
        double refusedBefore = Metrics.value(refused);
        for (int i = 0; i < 5; i++) {
            session("planted-customer-" + i, "81.2.69.99");
        }
        assertThat(Metrics.value(series) - before).isEqualTo(2.0);
        assertThat(Metrics.value(refused) - refusedBefore).isEqualTo(2.0);
        assertThat(Metrics.value("limit_keys{limit=\"sessions-per-address\"}")).isPositive();
        assertThat(Metrics.page()).doesNotContain("planted-customer").doesNotContain("81.2.69");
    }

    @Test
    void an_address_with_most_sessions_is_logged_and_measured_without_the_address() {
        try (CapturedLog log = CapturedLog.of("io.moonconnect")) {
            for (int minute = 0; minute < 10; minute++) {
                for (int i = 0; i < 5; i++) {
                    String address = i < 3 ? "81.2.69.98" : "81.2.70." + minute;
                    session("cust-" + minute + "-" + i, address).then().statusCode(201);
                }
                time.advance(Duration.ofMinutes(1));
            }
            assertThat(log.text())
                    .containsOnlyOnce("one address has most of the sessions, sessions=50, ofAddress=30, suppressed=0")
                    .doesNotContain("81.2.69.98");
        }
        assertThat(Metrics.value("sessions_recent")).isEqualTo(45);
        assertThat(Metrics.value("sessions_recent_one_address")).isEqualTo(27);
    }

    private static ProblemAnswer refused(Response response, String limit, String rate, String retryAfter) {
        ProblemAnswer problem = ProblemAnswer.of(response).is(ProblemType.TOO_MANY_REQUESTS);
        assertThat(problem.detail()).isEqualTo("The limit " + limit + " is reached: " + rate + ".");
        assertThat(problem.header("Retry-After")).isEqualTo(retryAfter);
        return problem;
    }

    private static Response session(String externalCustomerId, String deviceIp) {
        return body("{\"externalCustomerId\":\"" + externalCustomerId + "\",\"deviceIp\":\"" + deviceIp + "\"}")
                .post(SESSIONS);
    }

    private static RequestSpecification body(String json) {
        return anybody().contentType("application/json").body(json);
    }

    private static RequestSpecification backend(String name) {
        return given().filter(new OwnContractFilter()).header("Authorization", "ApiKey " + TwoKeys.key(name));
    }
}
