package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** While MoonPay is away, connections are seldom tried. */
class OpeningPaceTest {

    private static final int HOUR = 3600;

    private final OpeningPace pace = new OpeningPace(0);

    @Test
    void each_connection_is_opened_once_in_ten_seconds() {
        assertThat(pace.take(5, 0, nanos(0))).isEqualTo(5);
        assertThat(pace.take(5, 0, nanos(9))).isZero();
        assertThat(pace.take(5, 3, nanos(10))).isEqualTo(2);
        assertThat(pace.take(5, 0, nanos(19))).isEqualTo(3);
        assertThat(pace.take(5, 5, nanos(20))).isZero();
    }

    @Test
    void after_failures_the_pauses_grow_up_to_a_minute() {
        List<Integer> attempts = attempts(pace);
        assertThat(attempts).startsWith(0, 10, 20, 30, 40);
        assertThat(attempts).filteredOn(second -> second >= HOUR / 2).hasSizeBetween(29, 60);
    }

    @Test
    void event_loops_and_replicas_do_not_come_back_together() {
        assertThat(attempts(pace)).isNotEqualTo(attempts(new OpeningPace(0)));
    }

    @Test
    void a_success_ends_the_pauses() {
        attempts(pace);
        pace.succeeded(nanos(HOUR));
        assertThat(pace.take(1, 0, nanos(HOUR + 10))).isEqualTo(1);
        pace.failed(nanos(HOUR + 10));
        assertThat(pace.take(1, 0, nanos(HOUR + 20))).isEqualTo(1);
    }

    /** The seconds of an hour in which one connection was tried, each time in vain. */
    private static List<Integer> attempts(OpeningPace pace) {
        List<Integer> attempts = new ArrayList<>();
        for (int second = 0; second < HOUR; second++) {
            if (pace.take(1, 0, nanos(second)) > 0) {
                attempts.add(second);
                pace.failed(nanos(second));
            }
        }
        return attempts;
    }

    private static long nanos(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
