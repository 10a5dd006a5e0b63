package io.moonconnect.quote;

import java.util.List;

import jakarta.inject.Singleton;

import io.moonconnect.time.Deadline;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;

/** Requests the quotes of all usable methods concurrently, and ranks those that arrive by the deadline. */
@Startup
@Singleton
class Comparisons {

    private final Legs legs;
    private final ComparisonConfig config;
    private final ComparisonMetrics metrics;

    Comparisons(Legs legs, ComparisonConfig config, ComparisonMetrics metrics) {
        this.legs = legs;
        this.config = config;
        this.metrics = metrics;
        if (config.deadline().toMillis() < 1) {
            throw new ConfigurationException("moonconnect.compare.deadline must be positive");
        }
    }

    /** Throws if the purchase is invalid. */
    Uni<Comparison> compare(Purchase purchase) {
        PurchaseRules.check(purchase.request());
        Deadline deadline = Deadline.after(config.deadline());
        return legs.plan(purchase, deadline)
                .chain(plan -> askAll(purchase, plan, deadline))
                .map(Comparison::orCommonFailure)
                .plug(metrics::count);
    }

    private Uni<Comparison> askAll(Purchase purchase, LegPlan plan, Deadline deadline) {
        if (plan.methods().isEmpty()) {
            return Uni.createFrom().item(ranked(purchase, List.of(), plan));
        }
        return Uni.join()
                .all(plan.methods().stream()
                        .map(method -> legs.ask(purchase, method, deadline))
                        .toList())
                .andFailFast()
                .map(answered -> ranked(purchase, answered, plan));
    }

    private static Comparison ranked(Purchase purchase, List<Leg> legs, LegPlan plan) {
        return Comparison.of(legs, plan.skipped(), purchase.request().bestFirst());
    }
}
