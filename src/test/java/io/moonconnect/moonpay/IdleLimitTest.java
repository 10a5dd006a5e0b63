package io.moonconnect.moonpay;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IdleLimitTest {

    private static final long CONFIGURED = nanos(55_000);

    private final IdleLimit limit = new IdleLimit(Duration.ofSeconds(55));

    @Test
    void two_connections_closed_after_the_same_idle_time_shorten_the_limit() {
        limit.closedAfter(nanos(5000), nanos(100_000));
        assertThat(limit.nanos(nanos(100_000))).isEqualTo(CONFIGURED);
        limit.closedAfter(nanos(5100), nanos(106_000));
        assertThat(limit.nanos(nanos(106_000))).isEqualTo(nanos(4100));
    }

    @Test
    void a_restart_of_the_server_does_not() {
        for (int second = 2; second < 50; second += 3) {
            limit.closedAfter(nanos(second * 1000), nanos(100_000));
        }
        limit.closedAfter(nanos(47_000), nanos(100_001));
        assertThat(limit.nanos(nanos(100_002))).isEqualTo(CONFIGURED);
    }

    @Test
    void what_was_observed_is_forgotten() {
        limit.closedAfter(nanos(5000), nanos(100_000));
        limit.closedAfter(nanos(5000), nanos(106_000));
        assertThat(limit.nanos(nanos(106_000) + Duration.ofMinutes(11).toNanos()))
                .isEqualTo(CONFIGURED);
    }

    private static long nanos(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
