package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Invalid configuration fails the start and names its key. */
class PermitRulesTest {

    @ParameterizedTest
    @CsvSource({
        "moonpay.rate, 0, at least 1",
        "moonpay.rate, 1000001, at most 1000000",
        "moonpay.burst, 0, at least 1",
        "moonpay.replicas, 0, at least 1",
        "moonpay.permit-wait, 0s, at least 1ms",
        "moonpay.max-waiting-for-permit, 0, at least 1",
        "moonpay.longest-pause, -1s, at least 0s",
        "moonpay.longest-pause, 61s, at most 60s",
        "moonpay.lower-class-share, 0.6, between 0 and 0.5",
        "moonpay.lower-class-share, -0.1, between 0 and 0.5"
    })
    void an_invalid_value_is_rejected_and_its_key_named(String key, String value, String bound) {
        assertThatThrownBy(() -> PermitRules.check(config(Map.of(key, value)), false))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(key + " must be " + bound);
    }

    @Test
    void stricter_bounds_with_redis_are_enforced() {
        PermitConfig config = config(Map.of("moonpay.burst", "1"));
        assertThatNoException().isThrownBy(() -> PermitRules.check(config, false));
        assertThatThrownBy(() -> PermitRules.check(config, true)).hasMessage("moonpay.burst must be at least 2");
    }

    @Test
    void the_defaults_are_valid() {
        assertThatNoException().isThrownBy(() -> PermitRules.check(config(Map.of()), true));
    }

    private static PermitConfig config(Map<String, String> keys) {
        return new SmallRyeConfigBuilder()
                .withMapping(PermitConfig.class)
                .withConverter(Duration.class, 300, new DurationConverter())
                .withDefaultValues(keys)
                .build()
                .getConfigMapping(PermitConfig.class);
    }
}
