package io.moonconnect.moonpay;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.Metrics;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

import static org.assertj.core.api.Assertions.assertThat;

/** A production build with a test key. */
@QuarkusTest
@TestProfile(TestKeyInProductionTest.Production.class)
@Lengthy
class TestKeyInProductionTest {

    /** Built and run as {@code prod}: without the simulator, and with the keys given here only. */
    public static class Production implements QuarkusTestProfile {

        @Override
        public String getConfigProfile() {
            return "prod";
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.test-port", "0",
                    "quarkus.management.test-port", "0",
                    "moonpay.secret-key", "sk_test_production",
                    "moonconnect.backend-keys", "shop=" + "0".repeat(64));
        }
    }

    @Test
    void a_metric_reports_it() {
        assertThat(Metrics.value("moonpay_test_key_in_production")).isEqualTo(1);
    }
}
