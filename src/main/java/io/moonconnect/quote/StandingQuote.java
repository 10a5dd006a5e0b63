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
        QuoteAnswer answer = offer.answer();
        return new ComparisonAnswer.Ranked(
                offer.paymentMethod(),
                answer.quote(),
                answer.disclosures(),
                expiresInMs(),
                left(answer.refreshInMs()),
                null,
                offer.moonPayRequestId());
    }

    private long left(long millis) {
        return Math.max(0, millis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - arrived));
    }
}
