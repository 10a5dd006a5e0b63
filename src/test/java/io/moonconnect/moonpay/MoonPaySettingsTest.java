package io.moonconnect.moonpay;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A number that cannot work ends the start, and its key is named. */
class MoonPaySettingsTest {

    @ParameterizedTest
    @CsvSource({
        "moonpay.connect-timeout, 0s",
        "moonpay.request-timeout, -1s",
        "moonpay.quote-timeout, 0s",
        "moonpay.overall-timeout, 0s",
        "moonpay.longest-pause, 0s",
        "moonpay.idle-timeout, 500ms",
        "moonpay.max-connections, 0",
        "moonpay.max-waiting-calls, -1"
    })
    void what_cannot_work_is_named(String key, String value) {
        assertThatThrownBy(() -> settings(key, value))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(key + " must be at least");
    }

    @Test
    void the_defaults_work() {
        assertThatNoException().isThrownBy(() -> settings("moonpay.max-connections", "1"));
    }

    private static MoonPaySettings settings(String key, String value) {
        return new MoonPaySettings(new SmallRyeConfigBuilder()
                .withMapping(MoonPayConfig.class)
                .withConverter(Duration.class, 300, new DurationConverter())
                .withDefaultValue("moonpay.secret-key", "sk_test_settings")
                .withDefaultValue(key, value)
                .build()
                .getConfigMapping(MoonPayConfig.class));
    }
}
