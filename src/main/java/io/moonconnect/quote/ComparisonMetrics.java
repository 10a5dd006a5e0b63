package io.moonconnect.quote;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.problem.Failure;
import io.smallrye.mutiny.Uni;

/** Counts comparisons by how they were answered: {@code quote_comparisons_total}. Those of streams are told by their legs. */
@ApplicationScoped
class ComparisonMetrics {

    /** The least status that is not the caller's doing. */
    private static final int SERVER_ERROR = 500;

    private enum Outcome {
        /** Every leg was asked and answered in time. */
        COMPLETE,
        /** Not every one was. */
        INCOMPLETE,
        /** There was nothing to ask for: no method is usable. */
        NO_METHOD,
        /** The answer was a problem that is the caller's, or MoonPay's refusal of what they want. */
        REFUSED,
        /** The answer was any other problem. */
        FAILED,
        /** The caller went away first. */
        CANCELLED
    }

    private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);

    ComparisonMetrics(MeterRegistry metrics) {
        for (Outcome outcome : Outcome.values()) {
            Counter counter = Counter.builder("quote.comparisons")
                    .description("Comparisons by how they were answered")
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
        if (comparison.offers().isEmpty() && comparison.misses().isEmpty()) {
            return Outcome.NO_METHOD;
        }
        return comparison.complete() ? Outcome.COMPLETE : Outcome.INCOMPLETE;
    }

    private static Outcome outcome(Throwable failure) {
        return failure instanceof Failure known && known.status() < SERVER_ERROR ? Outcome.REFUSED : Outcome.FAILED;
    }
}
