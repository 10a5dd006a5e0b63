package io.moonconnect.quote;

import java.util.EnumMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.moonpay.MoonPayFailure;
import io.moonconnect.moonpay.Outcome;
import io.smallrye.mutiny.Uni;

/** Counts legs ({@code quote_legs_total}) and refreshes ({@code quote_refreshes_total}), by outcome. */
@ApplicationScoped
class LegMetrics {

    private final Map<Outcome, Counter> legs;
    private final Map<Outcome, Counter> refreshes;

    LegMetrics(MeterRegistry registry) {
        this.legs = counters("quote.legs", "Legs of comparisons and of the first round of streams", registry);
        this.refreshes = counters("quote.refreshes", "Quotes of streams refreshed before they expire", registry);
    }

    Uni<Leg> leg(Uni<Leg> asked) {
        return counted(asked, legs);
    }

    Uni<Leg> refresh(Uni<Leg> asked) {
        return counted(asked, refreshes);
    }

    private static Uni<Leg> counted(Uni<Leg> asked, Map<Outcome, Counter> counters) {
        return asked.invoke(leg -> counters.get(outcome(leg)).increment())
                .onCancellation()
                .invoke(() -> counters.get(Outcome.CANCELLED).increment());
    }

    private static Outcome outcome(Leg leg) {
        if (leg instanceof Leg.Miss miss) {
            return miss.failure() instanceof MoonPayFailure known ? known.outcome() : Outcome.MALFORMED;
        }
        return Outcome.SUCCESS;
    }

    private static Map<Outcome, Counter> counters(String name, String description, MeterRegistry registry) {
        Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            Counter counter = Counter.builder(name)
                    .description(description)
                    .tag("outcome", outcome.label())
                    .register(registry);
            counters.put(outcome, counter);
        }
        return counters;
    }
}
