package io.moonconnect.caller.limit;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How limits are written in the configuration, and that one which cannot be read ends the start. */
class LimitConfigTest {

    private static final String PREFIX = "moonconnect.limit.";

    @Test
    void the_defaults() {
        LimitConfig config = LimitsUnderTest.config(Map.of());
        assertThat(config.backend()).isEqualTo(new Limit(500, Duration.ofSeconds(1)));
        assertThat(config.customer()).isEqualTo(new Limit(10, Duration.ofSeconds(1)));
        assertThat(config.token()).isEqualTo(new Limit(10, Duration.ofSeconds(1)));
        assertThat(config.sessionsPerAddress().ipv4()).isEqualTo(new Limit(300, Duration.ofMinutes(1)));
        assertThat(config.sessionsPerAddress().ipv6()).isEqualTo(new Limit(30, Duration.ofMinutes(1)));
        assertThat(config.sessionsPerCustomer()).isEqualTo(new Limit(10, Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @CsvSource({"1/1s, 1, PT1S", "1000000/24h, 1000000, PT24H", "5/90s, 5, PT90S", "5/1d, 5, PT24H"})
    void a_count_and_a_period(String text, long count, Duration period) {
        assertThat(LimitsUnderTest.config(Map.of(PREFIX + "token", text)).token())
                .isEqualTo(new Limit(count, period));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"5/1s; 5; 5", "5/1s,3/1s; 5; 3", " 5/1s , 3/1s; 5; 3", "0,3/1s; 0; 3", "5/1s,0; 5; 0", "0; 0; 0"})
    void addresses_have_a_limit_for_each_version_of_ip_or_one_for_both(String text, long ipv4, long ipv6) {
        AddressLimits limits = LimitsUnderTest.config(Map.of(PREFIX + "sessions-per-address", text))
                .sessionsPerAddress();
        assertThat(limits.ipv4().count()).isEqualTo(ipv4);
        assertThat(limits.ipv6().count()).isEqualTo(ipv6);
    }

    @Test
    void zero_is_no_limit() {
        assertThat(LimitsUnderTest.config(Map.of(PREFIX + "token", "0")).token().isOn())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10",
                "10/",
                "/1s",
                "10/1",
                "10/s",
                "-1/1s",
                "+1/1s",
                "0/1s",
                "00",
                "10/0s",
                "10/500ms",
                "1.5/1s",
                "10 / 1s",
                "10/1s/1s",
                "10/1w",
                "10/PT1S",
                "1000001/1s",
                "10/2d",
                "99999999999999999999/1s",
                "10/99999999999d",
                "ten/1s",
                "off",
                "10/1s,",
                ",10/1s",
                "10/1s,ten",
                "10/1s,10/1s,10/1s"
            })
    void anything_else_ends_the_start_with_the_key_and_the_form(String text) {
        assertThatThrownBy(() -> LimitsUnderTest.config(Map.of(PREFIX + "sessions-per-address", text)))
                .hasMessageContaining(PREFIX + "sessions-per-address")
                .hasMessageContaining("count/period, for example 10/1s");
    }

    @ParameterizedTest
    @EnumSource(LimitKind.class)
    void a_response_names_a_limit_as_the_configuration_does(LimitKind kind) {
        LimitConfig config = LimitsUnderTest.config(Map.of(PREFIX + kind.label(), "17/1s"));
        assertThat(kind.configured(config).count()).isEqualTo(17);
    }
}
