package io.moonconnect.moonpay.guard;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Pauses double, differ, and are never shorter than MoonPay asks for. */
class BackOffTest {

    private static final Duration FIRST = Duration.ofMillis(100);

    private final BackOff backOff = new BackOff(FIRST);
    private final RandomGenerator random = new Random(4);

    @Test
    void each_pause_is_about_twice_the_one_before_it() {
        assertThat(pauses(0, Duration.ZERO)).allMatch(pause -> isBetween(pause, 50, 100));
        assertThat(pauses(1, Duration.ZERO)).allMatch(pause -> isBetween(pause, 100, 200));
        assertThat(pauses(2, Duration.ZERO)).allMatch(pause -> isBetween(pause, 200, 400));
    }

    @Test
    void what_moonpay_asks_for_is_waited_for_and_a_little_more() {
        assertThat(pauses(0, Duration.ofSeconds(2))).allMatch(pause -> isBetween(pause, 2050, 2100));
    }

    @Test
    void those_who_failed_together_do_not_come_back_together() {
        assertThat(pauses(0, Duration.ofSeconds(2)).distinct().count()).isGreaterThan(90);
    }

    private Stream<Duration> pauses(int retries, Duration atLeast) {
        return IntStream.range(0, 100).mapToObj(i -> backOff.pause(retries, atLeast, random));
    }

    private static boolean isBetween(Duration pause, long least, long most) {
        return pause.toMillis() >= least && pause.compareTo(Duration.ofMillis(most)) <= 0;
    }
}
