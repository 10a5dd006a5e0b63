package io.moonconnect.quote;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * The lifetime of a quote as durations: the clocks of customer, service and MoonPay differ, so timestamps would be
 * ambiguous.
 *
 * @param expiresInMs until it expires; zero if it has
 * @param refreshInMs until a new quote should be requested: 80 % of the lifetime with 5 % jitter, so that frontends
 *     do not refresh simultaneously
 */
record QuoteLife(long expiresInMs, long refreshInMs) {

    private static final double REFRESH_AT = 0.8;
    private static final double JITTER = 0.05;

    /** @param now preferably by MoonPay's clock, as {@code expiresAt} is */
    static QuoteLife of(Instant expiresAt, Instant now, RandomGenerator random) {
        long life = Math.max(0, Duration.between(now, expiresAt).toMillis());
        double share = REFRESH_AT + JITTER * (2 * random.nextDouble() - 1);
        return new QuoteLife(life, (long) (life * share));
    }
}
