package io.moonconnect.quote;

import java.util.List;
import java.util.Objects;

import io.moonconnect.moonpay.wire.PaymentMethod;

/**
 * How the methods of a stream stand.
 *
 * @param ranking those that have a quote, best first
 * @param best null where none has
 */
record Standings(List<PaymentMethod> ranking, PaymentMethod best) {

    static Standings of(Comparison comparison) {
        return new Standings(
                comparison.offers().stream().map(Leg.Offer::paymentMethod).toList(),
                comparison.best().map(Leg.Offer::paymentMethod).orElse(null));
    }

    /** Whether who knows these standings, and which of the methods have lost their quotes since, knows the newer ones. */
    boolean tell(Standings newer) {
        return Objects.equals(best, newer.best)
                && ranking.stream().filter(newer.ranking::contains).toList().equals(newer.ranking);
    }
}
