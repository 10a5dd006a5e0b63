package io.moonconnect.quote;

import java.util.concurrent.TimeUnit;

/** A current quote, and the {@link System#nanoTime()} of its arrival. */
record StandingQuote(Leg.Offer offer, long arrived) {

    static StandingQuote of(Leg.Offer offer) {
        return new StandingQuote(offer, System.nanoTime());
    }

    long expiresInMs() {
        return left(offer.answer().expiresInMs());
    }

    /** As in a comparison, with the remaining lifetime. */
    ComparisonAnswer.Ranked now() {
        return ComparisonAnswer.Ranked.of(
                offer, expiresInMs(), left(offer.answer().refreshInMs()), null);
    }

    private long left(long millis) {
        return Math.max(0, millis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - arrived));
    }
}
