package io.moonconnect.quote;

import java.util.EnumMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.moonpay.MoonPayFailure;
import io.moonconnect.moonpay.Outcome;
import io.moonconnect.problem.Failure;

/** Counts the legs of comparisons: {@code quote_legs_total}, by outcome. */
@ApplicationScoped
class LegMetrics {

    private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);

    LegMetrics(MeterRegistry registry) {
        for (Outcome outcome : Outcome.values()) {
            Counter counter = Counter.builder("quote.legs")
                    .description("Legs of comparisons")
                    .tag("outcome", outcome.label())
                    .register(registry);
            counters.put(outcome, counter);
        }
    }

    void offered() {
        counters.get(Outcome.SUCCESS).increment();
    }

    void missed(Failure failure) {
        Outcome outcome = failure instanceof MoonPayFailure known ? known.outcome() : Outcome.MALFORMED;
        counters.get(outcome).increment();
    }

    void cancelled() {
        counters.get(Outcome.CANCELLED).increment();
    }
}
