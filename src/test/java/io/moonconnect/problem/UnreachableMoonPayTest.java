package io.moonconnect.problem;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.moonconnect.testing.FreePort;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.ProblemAnswer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** A refused connection is a failure of MoonPay, not of this service. */
@QuarkusTest
@TestProfile(UnreachableMoonPayTest.NobodyThere.class)
@Lengthy
class UnreachableMoonPayTest {

    /** Nothing listens on MoonPay's port. */
    public static class NobodyThere implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("moonpay.base-url", "http://localhost:" + FreePort.find());
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @Test
    void a_refused_connection_is_moonpay_unavailable() {
        ProblemAnswer answer = ProblemAnswer.of(given().contentType("application/json")
                        .body("{\"externalCustomerId\":\"cust-1\"}")
                        .when()
                        .post("/v1/sessions"))
                .is(ProblemType.MOONPAY_UNAVAILABLE)
                .neverSays("localhost", "refused");
        assertThat(answer.header("MoonPay-Request-Id")).isNull();
    }

    @Test
    void a_refused_connection_is_tried_again_for_what_only_reads() {
        String series = "moonpay_retries_total{operation=\"getCustomersByExternalId\"}";
        double before = Metrics.value(series);
        ProblemAnswer.of(given().get("/v1/customers/me?externalCustomerId=cust-1"))
                .is(ProblemType.MOONPAY_UNAVAILABLE);
        assertThat(Metrics.value(series) - before).isEqualTo(2.0);
    }
}
