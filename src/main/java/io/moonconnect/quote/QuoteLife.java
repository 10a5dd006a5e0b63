package io.moonconnect.quote;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * How long a quote is good for, as spans of time: the clocks of customer, service and MoonPay differ, so a moment would
 * mean something else to each of them.
 *
 * @param expiresInMs until it expires; zero where it has
 * @param refreshInMs until a new one should be asked for: 80 % of the life, give or take a twentieth, so that many
 *     frontends do not ask at the same moment
 */
record QuoteLife(long expiresInMs, long refreshInMs) {

    private static final double REFRESH_AT = 0.8;
    private static final double JITTER = 0.05;

    /** MoonPay's {@code Date} has whole seconds only, so the life reckoned from it could be too long by this. */
    private static final Duration DATE_PRECISION = Duration.ofMillis(999);

    /** The time by MoonPay's clock: our own fills in what the {@code Date} leaves out, as far as the two agree. */
    static Instant moonPayTime(Instant date, Instant ours) {
        Instant latest = date.plus(DATE_PRECISION);
        if (ours.isBefore(date)) {
            return date;
        }
        return ours.isAfter(latest) ? latest : ours;
    }

    /** @param now by the same clock as {@code expiresAt} where possible, that is MoonPay's */
    static QuoteLife of(Instant expiresAt, Instant now, RandomGenerator random) {
        long life = Math.max(0, Duration.between(now, expiresAt).toMillis());
        double share = REFRESH_AT + JITTER * (2 * random.nextDouble() - 1);
        return new QuoteLife(life, (long) (life * share));
    }
}
