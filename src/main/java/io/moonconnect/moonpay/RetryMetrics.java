package io.moonconnect.moonpay;

import java.util.EnumMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts retries and those that the budget refused: {@code moonpay_retries_total},
 * {@code moonpay_retries_refused_total}.
 */
@ApplicationScoped
class RetryMetrics {

    private final Map<Operation, Counter> retried = new EnumMap<>(Operation.class);
    private final Map<Operation, Counter> refused = new EnumMap<>(Operation.class);

    RetryMetrics(MeterRegistry registry) {
        for (Operation operation : Operation.values()) {
            retried.put(operation, counter(registry, "moonpay.retries", "Retries of calls to MoonPay", operation));
            refused.put(
                    operation,
                    counter(registry, "moonpay.retries.refused", "Retries refused: retry budget exhausted", operation));
        }
    }

    void retried(Operation operation) {
        retried.get(operation).increment();
    }

    void refused(Operation operation) {
        refused.get(operation).increment();
    }

    private static Counter counter(MeterRegistry registry, String name, String description, Operation operation) {
        return Counter.builder(name)
                .description(description)
                .tag("operation", operation.id())
                .register(registry);
    }
}
