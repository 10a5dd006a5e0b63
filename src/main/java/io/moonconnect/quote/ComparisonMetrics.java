package io.moonconnect.quote;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.problem.Failure;
import io.smallrye.mutiny.Uni;

/** Counts comparisons by outcome: {@code quote_comparisons_total}. Streams are counted by their legs. */
@Singleton
class ComparisonMetrics {

    /** Statuses below are the caller's errors. */
    private static final int SERVER_ERROR = 500;

    private enum Outcome {
        COMPLETE,
        /** Some legs were not. */
        INCOMPLETE,
        NO_METHOD,
        /** Client error, or MoonPay rejected the purchase with every method. */
        REFUSED,
        /** Any other problem. */
        FAILED,
        CANCELLED
    }

    private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);

    ComparisonMetrics(MeterRegistry metrics) {
        for (Outcome outcome : Outcome.values()) {
            Counter counter = Counter.builder("quote.comparisons")
                    .description("Comparisons by outcome")
                    .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                    .register(metrics);
            counters.put(outcome, counter);
        }
    }

    Uni<Comparison> count(Uni<Comparison> asked) {
        return asked.invoke(comparison -> counters.get(outcome(comparison)).increment())
                .onFailure()
                .invoke(failure -> counters.get(outcome(failure)).increment())
                .onCancellation()
                .invoke(() -> counters.get(Outcome.CANCELLED).increment());
    }

    private static Outcome outcome(Comparison comparison) {
        if (comparison.offers().isEmpty()) {
            return withoutOffers(comparison.misses());
        }
        return comparison.complete() ? Outcome.COMPLETE : Outcome.INCOMPLETE;
    }

    private static Outcome withoutOffers(List<Leg.Miss> misses) {
        if (misses.isEmpty()) {
            return Outcome.NO_METHOD;
        }
        boolean refused = misses.stream().allMatch(miss -> miss.failure().status() < SERVER_ERROR);
        return refused ? Outcome.REFUSED : Outcome.FAILED;
    }

    private static Outcome outcome(Throwable failure) {
        return failure instanceof Failure known && known.status() < SERVER_ERROR ? Outcome.REFUSED : Outcome.FAILED;
    }
}
