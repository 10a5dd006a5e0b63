package io.moonconnect.quote;

import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whose clock a quote's life is reckoned by, and when it is time for the next one. */
class QuoteLifeTest {

    private static final Instant DATE = Instant.parse("2026-11-22T10:00:05Z");

    @Test
    void refresh_is_spread_around_80_percent_of_the_life() {
        Random random = new Random(7);
        long[] refreshes = random.longs(1000)
                .map(any -> QuoteLife.of(DATE.plusSeconds(100), DATE, random).refreshInMs())
                .sorted()
                .toArray();
        assertThat(refreshes[0]).isBetween(75_000L, 76_000L);
        assertThat(refreshes[refreshes.length - 1]).isBetween(84_000L, 85_000L);
    }

    @Test
    void an_expired_quote_has_no_life() {
        assertThat(QuoteLife.of(DATE.minusSeconds(1), DATE, new Random(7))).isEqualTo(new QuoteLife(0, 0));
    }
}
