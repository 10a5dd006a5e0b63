package io.moonconnect.redis;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** When a change of Redis' state is reported, on a manual clock. */
class RedisStateTest {

    private long now;

    @Test
    void the_first_answer_is_reported_at_once() {
        RedisState state = RedisState.degraded(() -> now);
        assertThat(state.isDegraded()).isTrue();
        assertThat(state.worked()).isTrue();
        assertThat(state.isDegraded()).isFalse();
        assertThat(state.worked()).isFalse();
    }

    @Test
    void a_start_without_redis_is_reported_once() {
        RedisState state = RedisState.degraded(() -> now);
        assertThat(state.failed()).isTrue();
        assertThat(state.failed()).isFalse();
        assertThat(state.worked())
                .as("other replicas may still use their shares")
                .isFalse();
        advance(Duration.ofSeconds(1));
        assertThat(state.worked()).isTrue();
    }

    @Test
    void a_failure_is_reported_at_once_and_a_recovery_once_it_has_lasted() {
        RedisState state = RedisState.good(() -> now);
        assertThat(state.failed()).isTrue();
        assertThat(state.worked()).isFalse();
        advance(Duration.ofMillis(999));
        assertThat(state.worked()).isFalse();
        assertThat(state.failed()).as("known").isFalse();
        assertThat(state.worked()).isFalse();
        advance(Duration.ofSeconds(1));
        assertThat(state.worked()).isTrue();
        assertThat(state.isDegraded()).isFalse();
    }

    @Test
    void a_redis_that_comes_and_goes_for_an_hour_is_reported_a_few_times_a_minute() {
        for (int period : new int[] {1, 2, 5, 10, 20}) {
            RedisState state = RedisState.good(() -> now);
            int lines = 0;
            for (int second = 0; second < 3600; second++) {
                boolean up = second / period % 2 == 0;
                lines += (up ? state.worked() : state.failed()) ? 1 : 0;
                advance(Duration.ofSeconds(1));
            }
            assertThat(lines).as("every " + period + " s").isLessThanOrEqualTo(4 * 60);
        }
    }

    @Test
    void after_a_calm_minute_a_recovery_is_reported_soon_again() {
        RedisState state = RedisState.good(() -> now);
        for (int i = 0; i < 10; i++) {
            state.failed();
            state.worked();
            advance(Duration.ofSeconds(15));
            assertThat(state.worked()).isTrue();
        }
        advance(Duration.ofMinutes(1));
        state.failed();
        state.worked();
        advance(Duration.ofSeconds(1));
        assertThat(state.worked()).isTrue();
    }

    private void advance(Duration time) {
        now += time.toNanos();
    }
}
