package io.moonconnect.transaction;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts the reads of followed transactions. */
@ApplicationScoped
class PollMetrics {

    private final MeterRegistry registry;

    PollMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param outcome {@code changed}, {@code unchanged} or {@code failed} */
    void polled(PollTrigger trigger, String outcome) {
        Counter.builder("transaction.polls")
                .description("Reads of followed transactions by trigger and outcome")
                .tag("trigger", trigger.label())
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }
}
