package io.moonconnect.caller.limit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.caller.TwoKeys;
import io.moonconnect.contract.OwnContractFilter;
import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.CapturedLog;
import io.moonconnect.testing.HandTicker;
import io.moonconnect.testing.IdentityProvider;
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

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Customers are limited individually, whichever of their tokens they use. */
@QuarkusTest
@TestProfile(CustomerLimitTest.TightLimitsForCustomers.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(IdentityProvider.class)
@ExtendWith(SimulatedMoonPay.class)
@Lengthy
class CustomerLimitTest {

    private static final String ME = "/v1/customers/me";
    private static final String SESSIONS = "/v1/sessions";

    IdentityProvider provider;

    @Inject
    HandTicker time;

    /** Customers beside backends. */
    public static class TightLimitsForCustomers extends TightLimits {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("moonconnect.callers", "customer,backend");
            return settings;
        }
    }

    /** Every bucket is full again. */
    @BeforeEach
    void anHourLater() {
        provider.reset();
        time.advance(Duration.ofHours(1));
    }

    @Test
    void only_the_customer_over_the_limit_is_refused(SimulatorControl moonPay) {
        String ada = token("cust-1");
        for (int left = 9; left >= 0; left--) {
            Response served = customer(ada).get(ME);
            assertThat(served.statusCode()).isEqualTo(200);
            assertThat(served.header("RateLimit-Policy")).isEqualTo("\"customer\";q=10;w=1");
            assertThat(served.header("RateLimit")).isEqualTo("\"customer\";r=" + left + ";t=1");
        }
        long before = moonPay.started();

        refused(customer(ada).get(ME)).neverSays("cust-1", ada);
        refused(session(ada));
        refused(customer(ada).delete(SESSIONS));

        assertThat(moonPay.started()).isEqualTo(before);
        customer(token("cust-2")).get(ME).then().statusCode(200);
        given().filter(new OwnContractFilter())
                .header("Authorization", "ApiKey " + TwoKeys.key("new"))
                .get(ME + "?externalCustomerId=cust-1")
                .then()
                .statusCode(200);
    }

    @Test
    void another_token_of_the_same_customer_does_not_start_afresh() {
        for (int i = 0; i < 10; i++) {
            customer(provider.tokens()
                            .subject("cust-1")
                            .claim("jti", "token-" + i)
                            .token())
                    .get("/v1/disclosures")
                    .then()
                    .statusCode(200);
        }
        refused(customer(token("cust-1")).get("/v1/disclosures"));
    }

    @Test
    void a_request_after_retry_after_is_served() {
        String ada = token("cust-1");
        for (int i = 0; i < 10; i++) {
            customer(ada).get("/v1/disclosures").then().statusCode(200);
        }
        String seconds = refused(customer(ada).get("/v1/disclosures")).header("Retry-After");
        time.advance(Duration.ofSeconds(Long.parseLong(seconds)));
        customer(ada).get("/v1/disclosures").then().statusCode(200);
    }

    @Test
    void invalid_tokens_count_against_no_limit() {
        for (int i = 0; i < 20; i++) {
            customer(provider.tokens().subject("cust-1").audience("other").token())
                    .get(ME)
                    .then()
                    .statusCode(401);
        }
        customer(token("cust-1")).get(ME).then().statusCode(200).header("RateLimit", "\"customer\";r=9;t=1");
    }

    @Test
    void the_reason_of_rejected_tokens_is_logged_once_in_ten_seconds_and_counted() {
        String series = "customer_tokens_rejected_total{reason=\"audience_missing\"}";
        double before = Metrics.value(series);
        String token = provider.tokens().without("aud").token();
        try (CapturedLog log = CapturedLog.of("io.moonconnect")) {
            for (int i = 0; i < 5; i++) {
                customer(token).get(ME).then().statusCode(401);
            }
            time.advance(Duration.ofSeconds(10));
            customer(token).get(ME).then().statusCode(401);

            assertThat(log.lines())
                    .extracting(CapturedLog.Line::message)
                    .containsExactly(
                            "customer token rejected, reason=audience_missing, suppressed=0",
                            "customer token rejected, reason=audience_missing, suppressed=4");
        }
        assertThat(Metrics.value(series) - before).isEqualTo(6);
    }

    /** The limits of customers and of devices on sessions count for them as for backends. */
    @Test
    void sessions_come_under_all_of_a_customers_limits(SimulatorControl moonPay) {
        for (int i = 0; i < 3; i++) {
            session(token("cust-" + i))
                    .then()
                    .statusCode(201)
                    .header(
                            "RateLimit-Policy",
                            "\"customer\";q=10;w=1, \"sessions-per-customer\";q=4;w=60, \"sessions-per-address\";q=3;w=60");
        }
        ProblemAnswer problem = ProblemAnswer.of(session(token("cust-3"))).is(ProblemType.TOO_MANY_REQUESTS);
        assertThat(problem.header("RateLimit-Policy")).isEqualTo("\"sessions-per-address\";q=3;w=60");
        problem.neverSays("127.0.0.1", "cust-3");
        assertThat(moonPay.counts("createSession").started()).isEqualTo(3);
    }

    @Test
    void refusals_are_counted_without_a_name() {
        String series = "too_many_requests_total{limit=\"customer\"}";
        double before = Metrics.value(series);
        String planted = token("planted-customer");
        for (int i = 0; i < 12; i++) {
            customer(planted).get("/v1/disclosures");
        }
        assertThat(Metrics.value(series) - before).isEqualTo(2);
        assertThat(Metrics.page()).doesNotContain("planted-customer");
    }

    private static ProblemAnswer refused(Response response) {
        ProblemAnswer problem = ProblemAnswer.of(response).is(ProblemType.TOO_MANY_REQUESTS);
        assertThat(problem.detail()).isEqualTo("The limit customer is reached: 10 in 1 s.");
        assertThat(problem.header("Retry-After")).isEqualTo("1");
        assertThat(problem.header("RateLimit-Policy")).isEqualTo("\"customer\";q=10;w=1");
        assertThat(problem.header("RateLimit")).isEqualTo("\"customer\";r=0;t=1");
        return problem;
    }

    private static Response session(String token) {
        return customer(token).contentType("application/json").body("{}").post(SESSIONS);
    }

    private static RequestSpecification customer(String token) {
        return given().filter(new OwnContractFilter()).header("Authorization", "Bearer " + token);
    }

    private String token(String customer) {
        return provider.tokens().subject(customer).token();
    }
}
