package io.moonconnect.quote;

import java.util.List;
import java.util.Objects;

import io.moonconnect.moonpay.wire.PaymentMethod;

/** The ranking of a stream's methods, best first, and the best of them or null. */
record Standings(List<PaymentMethod> ranking, PaymentMethod best) {

    static Standings of(Comparison comparison) {
        return new Standings(
                comparison.offers().stream().map(Leg.Offer::paymentMethod).toList(),
                comparison.best().map(Leg.Offer::paymentMethod).orElse(null));
    }

    /** Whether a client can derive the newer standings from these by removing the methods whose quotes have expired. */
    boolean implies(Standings newer) {
        return Objects.equals(best, newer.best)
                && ranking.stream().filter(newer.ranking::contains).toList().equals(newer.ranking);
    }
}
