package io.moonconnect.moonpay.guard;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Delays double, have jitter, and are never below MoonPay's Retry-After. */
class BackOffTest {

    private static final Duration FIRST = Duration.ofMillis(100);

    private final BackOff backOff = new BackOff(FIRST);
    private final RandomGenerator random = new Random(4);

    @Test
    void each_delay_is_about_twice_the_previous_one() {
        assertThat(pauses(0, Duration.ZERO)).allMatch(pause -> isBetween(pause, 50, 100));
        assertThat(pauses(1, Duration.ZERO)).allMatch(pause -> isBetween(pause, 100, 200));
        assertThat(pauses(2, Duration.ZERO)).allMatch(pause -> isBetween(pause, 200, 400));
    }

    @Test
    void retry_after_is_the_minimum_delay() {
        assertThat(pauses(0, Duration.ofSeconds(2))).allMatch(pause -> isBetween(pause, 2050, 2100));
    }

    @Test
    void simultaneous_failures_are_not_retried_simultaneously() {
        assertThat(pauses(0, Duration.ofSeconds(2)).distinct().count()).isGreaterThan(90);
    }

    private Stream<Duration> pauses(int retries, Duration atLeast) {
        return IntStream.range(0, 100).mapToObj(i -> backOff.pause(retries, atLeast, random));
    }

    private static boolean isBetween(Duration pause, long least, long most) {
        return pause.toMillis() >= least && pause.compareTo(Duration.ofMillis(most)) <= 0;
    }
}
