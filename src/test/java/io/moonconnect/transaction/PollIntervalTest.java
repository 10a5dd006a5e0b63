package io.moonconnect.transaction;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Pauses grow from the first to the longest, differ a little, and begin anew with news. */
class PollIntervalTest {

    private final RandomGenerator random = new Random(5);
    private final PollInterval interval = new PollInterval(Duration.ofSeconds(2), Duration.ofSeconds(30));

    @Test
    void each_pause_is_about_twice_the_one_before_it_up_to_the_longest() {
        assertAbout(2, 4, 8, 16, 30, 30, 30);
    }

    @Test
    void news_brings_the_first_pause_back() {
        IntStream.range(0, 10).forEach(i -> interval.next(random));
        interval.restart();
        assertAbout(2, 4, 8);
    }

    @Test
    void those_that_begin_together_do_not_stay_together() {
        assertThat(IntStream.range(0, 100)
                        .mapToObj(i -> new PollInterval(Duration.ofSeconds(2), Duration.ofSeconds(30)).next(random))
                        .distinct())
                .hasSizeGreaterThan(90);
    }

    private void assertAbout(long... seconds) {
        LongStream.of(seconds).forEach(about -> assertThat(interval.next(random))
                .isBetween(Duration.ofMillis(about * 900), Duration.ofMillis(about * 1100)));
    }
}
