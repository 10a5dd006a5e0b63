package io.moonconnect.quote;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.moonconnect.moonpay.wire.PaymentMethod;

/** The ranking of a stream's methods, best first, and the best of them or null. */
record Standings(List<PaymentMethod> ranking, PaymentMethod best) {

    /** @param ranking best first */
    static Standings of(List<LiveQuote> ranking) {
        return new Standings(
                ranking.stream().map(LiveQuote::method).toList(),
                best(ranking).map(LiveQuote::method).orElse(null));
    }

    /** The best executable quote, or the best estimate if none is executable. */
    static Optional<LiveQuote> best(List<LiveQuote> ranking) {
        return ranking.stream()
                .filter(quote -> quote.price().executable())
                .findFirst()
                .or(() -> ranking.stream().findFirst());
    }

    /** Whether a client can derive the newer standings from these by removing the methods whose quotes have expired. */
    boolean implies(Standings newer) {
        return Objects.equals(best, newer.best)
                && ranking.stream().filter(newer.ranking::contains).toList().equals(newer.ranking);
    }
}
