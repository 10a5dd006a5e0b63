package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.testing.CapturedLog;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.RedisProcess;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

import static io.moonconnect.testing.Api.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

/** A replica stays ready without Redis, and reports the source of its permits. */
@QuarkusTest
@TestProfile(FleetReadinessTest.OfAFleet.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(RedisOfTheService.class)
@ExtendWith(SimulatedMoonPay.class)
@Lengthy
class FleetReadinessTest {

    /** Each time a busy machine misses Redis, this replica is on trial for longer, up to 15 seconds. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** MoonPay's real rate; other tests use one that is too high for a fleet. */
    public static class OfAFleet implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("moonpay.rate", "27", "moonpay.burst", "3");
        }
    }

    RedisProcess redis;

    @Inject
    RedisDataSource commands;

    @Test
    void a_stopped_redis_is_reported_but_readiness_stays_up() {
        awaitSource("fleet");
        redis.stop();
        awaitSource("fair-share");
        assertThat(Metrics.value("moonpay_fleet_degraded")).isEqualTo(1);
        assertThat(Metrics.value("moonpay_fleet_fallbacks_total")).isPositive();
        redis.start();
        awaitSource("fleet");
        await().atMost(PATIENCE).until(() -> Metrics.value("moonpay_fleet_degraded") == 0);
    }

    @Test
    void a_hanging_redis_causes_a_fallback_and_a_recovery() {
        awaitSource("fleet");
        redis.hang();
        awaitSource("fair-share");
        redis.resume();
        awaitSource("fleet");
    }

    @Test
    void test_and_live_mode_have_separate_keys_in_redis() {
        awaitSource("fleet");
        await().atMost(PATIENCE).until(() -> {
            createSession();
            return commands.key().exists("moonconnect:permits:test");
        });
        assertThat(commands.key().exists("moonconnect:permits:live")).isFalse();
    }

    @Test
    void the_log_line_of_a_recovery_belongs_to_no_request() {
        awaitSource("fleet");
        try (CapturedLog log = CapturedLog.of(FleetState.class.getName())) {
            redis.stop();
            awaitSource("fair-share");
            redis.start();
            awaitSource("fleet");
            // It is written after the state has changed.
            await().untilAsserted(() -> assertThat(log.lines())
                    .filteredOn(line -> line.message().startsWith("Redis available"))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line.fields()).doesNotContainKey("requestId")));
        }
    }

    /** Keeps creating sessions: only acquiring a permit detects the state of Redis. */
    private static void awaitSource(String source) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            createSession();
            given().get(Metrics.management("/q/health/ready"))
                    .then()
                    .statusCode(200)
                    .body("status", is("UP"))
                    .body("checks.find { it.name == 'permits' }.data.source", is(source));
        });
    }

    private static void createSession() {
        post("/v1/sessions", "{\"externalCustomerId\":\"cust-1\"}").then().statusCode(201);
    }
}
