package io.moonconnect.quote;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.moonconnect.testing.Metrics;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The service runs its own code before it is ready: without MoonPay, and without a trace in what it reports. */
@QuarkusTest
@TestProfile(WarmUpTest.WithoutMoonPay.class)
class WarmUpTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Set<String> COUNTED = Set.of(
            "moonpay_permits_granted_seconds_count",
            "payment_methods_remembered_total",
            "disclosures_unrecognised_total");

    /** Nobody answers at port 1. */
    public static class WithoutMoonPay implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("moonconnect.warm-up", "60s", "moonpay.base-url", "http://localhost:1");
        }
    }

    @Test
    void readiness_follows_the_last_round_and_nothing_is_counted() {
        await().atMost(PATIENCE).until(() -> "UP".equals(readiness().getString("status")));

        assertThat(readiness().getInt("checks.find { it.name == 'warm-up' }.data.rounds"))
                .isEqualTo(10);
        assertThat(readiness().getString("checks.find { it.name == 'moonpay' }.data.lastOutcome"))
                .isEqualTo("none");
        String page = Metrics.page();
        assertThat(COUNTED).allSatisfy(name -> {
            assertThat(page).containsPattern("(?m)^" + name + "[ {]");
            assertThat(page).doesNotContainPattern("(?m)^" + name + "(\\{[^}]*})? (?!0\\.0$)");
        });
        assertThat(page)
                .doesNotContainPattern(
                        "(?m)^(quote_legs|quote_comparisons|moonpay_retries|moonpay_calls_refused|moonpay_calls_seconds)_(total|count)(\\{[^}]*})? (?!0\\.0$)");
    }

    private static JsonPath readiness() {
        return given().get(Metrics.management("/q/health/ready")).jsonPath();
    }
}
