package io.moonconnect.caller;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.IdentityProvider;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** The service starts while the identity provider is down, serves other callers, and recovers by itself. */
@QuarkusTest
@TestProfile(Customers.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = IdentityProvider.class, initArgs = @ResourceArg(name = IdentityProvider.DOWN, value = "true"))
@Lengthy
class IdentityProviderDownAtStartTest {

    IdentityProvider provider;

    @Test
    void it_starts_and_recovers() {
        given().get(Metrics.management("/q/health/ready"))
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"));
        given().header("Authorization", "ApiKey " + TwoKeys.key("new"))
                .get("/v1/disclosures")
                .then()
                .statusCode(200);
        ProblemAnswer answer = ProblemAnswer.of(read()).is(ProblemType.IDENTITY_PROVIDER_UNAVAILABLE);
        assertThat(answer.header("Retry-After")).isEqualTo("1");

        provider.comeBack();
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> read().then()
                .statusCode(200));
    }

    private Response read() {
        return given().header("Authorization", "Bearer " + provider.tokens().token())
                .get("/v1/disclosures");
    }
}
