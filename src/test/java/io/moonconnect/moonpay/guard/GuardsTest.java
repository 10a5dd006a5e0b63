package io.moonconnect.moonpay.guard;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.runtime.configuration.ConfigurationException;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Invalid configuration fails the start and names its key. */
class GuardsTest {

    @ParameterizedTest
    @CsvSource({
        "moonpay.max-retries, -1",
        "moonpay.max-retries, 11",
        "moonpay.retry-backoff, 0s",
        "moonpay.retry-budget, 1.1",
        "moonpay.retry-budget, NaN",
        "moonpay.retry-budget-window, 0s",
        "moonpay.breaker-window, -1",
        "moonpay.breaker-window, 65",
        "moonpay.breaker-failure-ratio, 0",
        "moonpay.breaker-failure-ratio, 1.01",
        "moonpay.breaker-open, 0s"
    })
    void an_invalid_value_is_rejected_and_its_key_named(String key, String value) {
        assertThatThrownBy(() -> new Guards(GuardConfigs.with(Map.of(key, value))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(key + " must be");
    }

    @Test
    void the_defaults_are_valid() {
        assertThatNoException().isThrownBy(() -> new Guards(GuardConfigs.with(Map.of())));
    }
}
