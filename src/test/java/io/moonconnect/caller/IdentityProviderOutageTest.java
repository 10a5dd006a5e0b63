package io.moonconnect.caller;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.IdentityProvider;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Keys rotate and the identity provider fails at runtime; it is not flooded with requests. */
@QuarkusTest
@TestProfile(Customers.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(IdentityProvider.class)
@Lengthy
class IdentityProviderOutageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    IdentityProvider provider;

    private SimulatorControl moonPay;

    @BeforeEach
    void aProviderWhoseKeyIsKnown() {
        provider.reset();
        moonPay = SimulatorControl.ofTheServiceUnderTest();
        accepted(provider.tokens().token());
        moonPay.reset();
        moonPay.rate(0);
    }

    @Test
    void a_new_key_is_picked_up_and_a_published_one_stays_valid() {
        PublicJsonWebKey old = provider.key();
        provider.signWith(IdentityProvider.newEllipticKey());
        String byTheOldKey = provider.tokens().signedBy(old).token();

        accepted(provider.tokens().token());
        accepted(byTheOldKey);
    }

    @Test
    void a_removed_key_is_rejected_once_its_successor_is_known() {
        String byTheOldKey = provider.tokens().token();
        provider.rotate();
        accepted(provider.tokens().token());

        unauthenticated(read(byTheOldKey));
    }

    @Test
    void made_up_key_ids_do_not_flood_the_provider_and_do_not_hide_a_rotation() {
        PublicJsonWebKey stranger = IdentityProvider.newKey();
        String strangers = provider.tokens().signedBy(stranger).token();
        unauthenticatedSooner(strangers);
        int before = provider.keyRequests();
        long start = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            unauthenticated(read(
                    provider.tokens().signedBy(stranger).keyId("made-up-" + i).token()));
        }
        long intervals = Duration.ofNanos(System.nanoTime() - start).dividedBy(Customers.KEY_INTERVAL);
        assertThat((long) provider.keyRequests() - before).isLessThanOrEqualTo(intervals + 2);

        provider.rotate();
        accepted(provider.tokens().token());
        assertThat(moonPay.requests("createSession")).isEmpty();
    }

    @Test
    void while_it_is_down_known_keys_serve_and_others_have_to_come_back() {
        String known = provider.tokens().token();
        String unknown = provider.tokens().signedBy(IdentityProvider.newKey()).token();
        provider.goDown();

        unavailable(unknown);
        read(known).then().statusCode(200);
        given().header("Authorization", "ApiKey " + TwoKeys.key("new"))
                .get("/v1/disclosures")
                .then()
                .statusCode(200);
        unauthenticated(read(provider.tokens().expiresIn(Duration.ofMinutes(-2)).token()));
        given().get(Metrics.management("/q/health/ready"))
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'identity-provider' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'identity-provider' }.data.lastFetch", equalTo("failure"));
        assertThat(moonPay.started()).isZero();

        provider.comeBack();
        provider.rotate();
        accepted(provider.tokens().token());
        unauthenticatedSooner(unknown);
        given().get(Metrics.management("/q/health/ready"))
                .then()
                .body("checks.find { it.name == 'identity-provider' }.data.lastFetch", equalTo("success"));
    }

    @Test
    void requests_that_could_not_be_authenticated_are_counted() {
        String series = "caller_requests_total{caller=\"none\",name=\"\",outcome=\"identity-provider-unavailable\"}";
        String unknown = provider.tokens().signedBy(IdentityProvider.newKey()).token();
        provider.goDown();
        unavailable(unknown);
        double before = Metrics.value(series);
        ProblemAnswer.of(read(unknown)).is(ProblemType.IDENTITY_PROVIDER_UNAVAILABLE);
        assertThat(Metrics.value(series) - before).isEqualTo(1);
    }

    @Test
    void provider_errors_do_not_count_as_invalid_tokens() {
        provider.answerErrors();
        unavailable(provider.tokens().signedBy(IdentityProvider.newKey()).token());
        read(provider.tokens().token()).then().statusCode(200);
    }

    /** The provider is asked again only after a while, so that a change is seen only then. */
    private static void accepted(String token) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> read(token).then().statusCode(200));
    }

    private static void unavailable(String token) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            ProblemAnswer answer = ProblemAnswer.of(read(token)).is(ProblemType.IDENTITY_PROVIDER_UNAVAILABLE);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        });
    }

    private static void unauthenticatedSooner(String token) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> unauthenticated(read(token)));
    }

    private static void unauthenticated(Response response) {
        ProblemAnswer.of(response).is(ProblemType.UNAUTHENTICATED);
    }

    private static Response read(String token) {
        return given().header("Authorization", "Bearer " + token).get("/v1/disclosures");
    }
}
