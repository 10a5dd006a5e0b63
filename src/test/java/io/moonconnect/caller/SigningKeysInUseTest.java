package io.moonconnect.caller;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.moonconnect.acceptance.AcceptancesUnderTest;
import io.moonconnect.testing.HandSetClock;
import io.moonconnect.testing.IdentityProvider;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.SinkOfTheService;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Signing keys are fetched again while customers use them. Shares the application of the tests of acceptances, whose
 * clock can be moved.
 */
@QuarkusTest
@TestProfile(AcceptancesUnderTest.class)
@WithTestResource(value = SinkOfTheService.class, initArgs = @ResourceArg(name = "group", value = "moonconnect.audit"))
@WithTestResource(IdentityProvider.class)
class SigningKeysInUseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Longer than the interval between two fetches. */
    private static final Duration SECOND = Duration.ofSeconds(1);

    IdentityProvider provider;

    @Inject
    HandSetClock clock;

    private Instant start;
    private String token;

    /** The token's key is a new one, so that the first response comes after a fetch. */
    @BeforeEach
    void aKeyThatWasJustFetched() {
        start = clock.instant();
        provider.reset();
        provider.signWith(IdentityProvider.newEllipticKey());
        token = provider.tokens().token();
        await().atMost(PATIENCE).until(() -> {
            clock.move(SECOND);
            return status() == 200;
        });
    }

    @AfterEach
    void setTheClockBack() {
        provider.reset();
        clock.move(Duration.between(clock.instant(), start));
    }

    @Test
    void they_are_fetched_again_before_a_request_has_to_wait_for_it() {
        int requests = provider.keyRequests();
        Object known = readiness().get("keys");
        provider.signWith(IdentityProvider.newEllipticKey());
        clock.move(SigningKeys.REFRESH_AGE);

        assertThat(status()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> !readiness().get("keys").equals(known));
        clock.move(SigningKeys.MAX_AGE.minus(SigningKeys.REFRESH_AGE));
        assertThat(status()).isEqualTo(200);

        assertThat(provider.keyRequests()).isEqualTo(requests + 1);
    }

    @Test
    void they_stay_in_use_when_that_fails_and_it_is_tried_again() {
        provider.answerErrors();
        clock.move(SigningKeys.REFRESH_AGE);

        assertThat(status()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> readiness().get("lastFetch").equals("failure"));
        assertThat(status()).isEqualTo(200);
        provider.reset();
        clock.move(SECOND);
        assertThat(status()).isEqualTo(200);

        await().atMost(PATIENCE).until(() -> readiness().get("lastFetch").equals("success"));
    }

    private int status() {
        return given().header("Authorization", "Bearer " + token)
                .get("/v1/disclosures")
                .statusCode();
    }

    private static Map<String, Object> readiness() {
        return given().get(Metrics.management("/q/health/ready"))
                .jsonPath()
                .getMap("checks.find { it.name == 'identity-provider' }.data");
    }
}
