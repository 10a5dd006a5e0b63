package io.moonconnect.quote;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.moonconnect.moonpay.permit.PermitConfig;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Which streams are admitted, by the number of refreshed methods and the lifetime of quotes. */
class RefreshBudgetTest {

    /** With 10 permits a second, half of them for refreshes, and quotes that are refreshed after 24 seconds. */
    private static final int CAPACITY = 120;

    @Test
    void streams_are_admitted_until_the_share_is_used_up() {
        RefreshBudget budget = budget(Map.of());
        for (int i = 0; i < CAPACITY; i++) {
            budget.admit(1);
        }
        assertRefused(budget, 1);
    }

    @Test
    void more_methods_need_a_larger_share() {
        RefreshBudget budget = budget(Map.of());
        budget.admit(CAPACITY - 4);
        assertRefused(budget, 5);
        budget.admit(4);
    }

    @Test
    void what_a_stream_does_not_refresh_after_all_is_there_for_others() {
        RefreshBudget budget = budget(Map.of());
        budget.admit(CAPACITY).now(CAPACITY - 1);
        budget.admit(1);
        assertRefused(budget, 1);
    }

    @Test
    void what_is_over_needs_nothing_whatever_it_says_afterwards() {
        RefreshBudget budget = budget(Map.of());
        RefreshBudget.Entry entry = budget.admit(CAPACITY);
        entry.close();
        entry.close();
        entry.now(3);
        budget.admit(CAPACITY);
        assertRefused(budget, 1);
    }

    @Test
    void with_shorter_lives_fewer_streams_fit() {
        RefreshBudget budget = budget(Map.of());
        for (int i = 0; i < 200; i++) {
            budget.seen(Duration.ofSeconds(2).toMillis());
        }
        budget.admit(9);
        assertRefused(budget, 2);
    }

    @Test
    void expired_quotes_do_not_block_new_streams_for_ever() {
        RefreshBudget budget = budget(Map.of("moonpay.replicas", "10"));
        RefreshBudget.Entry entry = budget.admit(1);
        for (int i = 0; i < 500; i++) {
            budget.seen(0);
        }
        assertRefused(budget, 1);
        entry.close();
        assertThatCode(() -> budget.admit(1)).doesNotThrowAnyException();
    }

    @Test
    void more_methods_than_expected_must_fit_too() {
        RefreshBudget budget = budget(Map.of());
        RefreshBudget.Entry entry = budget.admit(1);
        assertThatExceptionOfType(Failure.class).isThrownBy(() -> entry.expect(CAPACITY + 1));
        entry.expect(CAPACITY);
        assertRefused(budget, 1);
        entry.expect(2);
        budget.admit(CAPACITY - 2);
        assertRefused(budget, 1);
    }

    @Test
    void longer_ones_for_more() {
        RefreshBudget budget = budget(Map.of());
        for (int i = 0; i < 200; i++) {
            budget.seen(Duration.ofMinutes(4).toMillis());
        }
        assertThatCode(() -> budget.admit(CAPACITY * 9)).doesNotThrowAnyException();
    }

    @Test
    void a_quote_that_lives_for_years_does_not_admit_every_stream() {
        RefreshBudget budget = budget(Map.of());
        budget.seen(Duration.ofDays(40_000).toMillis());
        assertRefused(budget, CAPACITY * 3);
    }

    @Test
    void replicas_have_a_part_each() {
        RefreshBudget budget = budget(Map.of("moonpay.replicas", "4"));
        budget.admit(CAPACITY / 4);
        assertRefused(budget, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.1", "1.1", "NaN"})
    void an_invalid_share_fails_the_start(String share) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> budget(Map.of("moonconnect.refresh.share", share)))
                .withMessageContaining("moonconnect.refresh.share");
    }

    @Test
    void an_invalid_backoff_fails_the_start() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> budget(Map.of("moonconnect.refresh.backoff", "0s")))
                .withMessage("moonconnect.refresh.backoff must be positive");
    }

    private static void assertRefused(RefreshBudget budget, int refreshed) {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> budget.admit(refreshed))
                .satisfies(failure -> {
                    assertThat(failure.type()).isEqualTo(ProblemType.MOONPAY_BUSY);
                    assertThat(failure.retryAfter()).isPresent();
                });
    }

    static RefreshBudget budget(Map<String, String> keys) {
        Map<String, String> all = new HashMap<>(Map.of("moonpay.rate", "10"));
        all.putAll(keys);
        Converter<Duration> durations = new DurationConverter();
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(QuoteStreamConfig.class)
                .withMapping(PermitConfig.class)
                .withConverter(Duration.class, 300, durations)
                .withDefaultValues(all)
                .build();
        return new RefreshBudget(
                config.getConfigMapping(QuoteStreamConfig.class),
                config.getConfigMapping(PermitConfig.class),
                new SimpleMeterRegistry());
    }
}
