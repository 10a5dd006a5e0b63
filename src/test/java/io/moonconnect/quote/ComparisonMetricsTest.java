package io.moonconnect.quote;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.moonconnect.testing.Api.post;
import static io.moonconnect.testing.SimulatorFault.delay;
import static io.moonconnect.testing.SimulatorFault.status;
import static org.assertj.core.api.Assertions.assertThat;

/** Comparisons are counted by what their callers got, so that a share of them can be promised. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class ComparisonMetricsTest {

    @Test
    void one_with_every_leg_is_complete(SimulatorControl moonPay) {
        assertCounted("complete", 200, "", moonPay);
    }

    @Test
    void one_without_a_slow_leg_is_incomplete(SimulatorControl moonPay) {
        moonPay.add(delay("getBuyQuote", Duration.ofMinutes(1)).forPaymentMethod("google_pay"));
        assertCounted("incomplete", 200, "", moonPay);
    }

    @Test
    void one_without_any_method_is_counted_separately(SimulatorControl moonPay) {
        assertCounted("no_method", 200, ",\"excludeTypes\":[\"apple_pay\",\"google_pay\",\"card\"]", moonPay);
    }

    @ParameterizedTest
    @CsvSource({"422, 422, refused", "401, 401, refused", "500, 502, failed", "429, 503, failed"})
    void a_problem_is_moonpays_refusal_or_a_failure(int moonPays, int ours, String outcome, SimulatorControl moonPay) {
        moonPay.add(status("getBuyQuote", moonPays));
        assertCounted(outcome, ours, "", moonPay);
    }

    @Test
    void one_whose_legs_are_refused_for_different_reasons_is_refused(SimulatorControl moonPay) {
        moonPay.add(status("getBuyQuote", 422, "The minimum is 30 USD.").forPaymentMethod("apple_pay"));
        moonPay.add(status("getBuyQuote", 422, "The minimum is 20 USD."));
        assertCounted("refused", 200, "", moonPay);
    }

    @Test
    void one_whose_legs_fail_for_different_reasons_has_failed(SimulatorControl moonPay) {
        moonPay.add(status("getBuyQuote", 422).forPaymentMethod("apple_pay"));
        moonPay.add(status("getBuyQuote", 500));
        assertCounted("failed", 200, "", moonPay);
    }

    private static void assertCounted(String outcome, int status, String more, SimulatorControl moonPay) {
        String series = "quote_comparisons_total{outcome=\"" + outcome + "\"}";
        double before = Metrics.value(series);
        String purchase = """
                {"source":{"asset":{"code":"USD"},"amount":"120.00"},"destination":{"asset":{"code":"ETH"}},
                 "wallet":{"address":"0xA11CE00000000000000000000000000000000001"}%s}""".formatted(more);
        post(moonPay.accessToken("cust-compare"), "/v1/quotes/compare", purchase)
                .then()
                .statusCode(status);
        assertThat(Metrics.value(series) - before).isEqualTo(1.0);
    }
}
