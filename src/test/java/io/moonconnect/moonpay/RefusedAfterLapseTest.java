package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static io.moonconnect.testing.Api.post;
import static org.assertj.core.api.Assertions.assertThat;

/** Calls whose permits lapsed, and that get no others because MoonPay has asked for a pause meanwhile. */
@QuarkusTest
@TestProfile(RefusedAfterLapseTest.LongPause.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class RefusedAfterLapseTest {

    private static final String QUOTE = "getBuyQuote";
    private static final int LEGS = 4;

    /** Far longer than another permit is waited for. */
    public static class LongPause extends OneConnection {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("moonpay.longest-pause", "30s");
            overrides.put("moonpay.max-retries", "0");
            return overrides;
        }
    }

    @Test
    void each_call_that_is_not_sent_is_counted_once(SimulatorControl moonPay) {
        moonPay.add(SimulatorFault.status(QUOTE, 429)
                .headers(Map.of("Retry-After", "30"))
                .after(Duration.ofMillis(150))
                .times(1));
        double before = refused();

        post(moonPay.accessToken("cust-compare"), "/v1/quotes/compare", LapsedPermitsTest.COMPARISON);

        long sent = moonPay.counts(QUOTE).started();
        assertThat(sent).isBetween(1L, LEGS - 1L);
        assertThat(refused() - before).isEqualTo((double) LEGS - sent);
    }

    private static double refused() {
        return Metrics.value("moonpay_calls_refused_total{operation=\"" + QUOTE + "\",outcome=\"busy\"}");
    }
}
