package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.moonpay.guard.BackOff;
import io.moonconnect.moonpay.guard.GuardConfig;
import io.moonconnect.moonpay.guard.RetryBudget;

/**
 * Decides on retries: where {@link Seen} has one, within the call's deadline, the maximum number of retries and the
 * retry budget. Counts retries and those that the budget refused: {@code moonpay_retries_total},
 * {@code moonpay_retries_refused_total}.
 */
@Singleton
class Retries {

    private final int maxRetries;
    private final BackOff backOff;
    private final RetryBudget budget;
    private final Map<Operation, Counter> retries = new EnumMap<>(Operation.class);
    private final Map<Operation, Counter> refusals = new EnumMap<>(Operation.class);

    Retries(GuardConfig config, RetryBudget budget, MeterRegistry registry) {
        this.maxRetries = config.maxRetries();
        this.backOff = new BackOff(config.retryBackoff());
        this.budget = budget;
        for (Operation operation : Operation.values()) {
            retries.put(operation, counter(registry, "moonpay.retries", "Retries of calls to MoonPay", operation));
            refusals.put(
                    operation,
                    counter(registry, "moonpay.retries.refused", "Retries refused: retry budget exhausted", operation));
        }
    }

    /**
     * Empty if the failure is final. Otherwise the retry has been taken from the budget.
     *
     * @param retried number of retries so far
     */
    Optional<Duration> pauseBefore(Call call, int retried, MoonPayFailure failure) {
        if (call.next(failure) != Seen.Next.RETRY || retried >= maxRetries) {
            return Optional.empty();
        }
        Duration pause = backOff.pause(retried, failure.pause(), ThreadLocalRandom.current());
        if (pause.compareTo(call.deadline().remaining()) >= 0) {
            return Optional.empty();
        }
        if (!budget.take()) {
            refusals.get(call.operation()).increment();
            return Optional.empty();
        }
        return Optional.of(pause);
    }

    /** Counts only calls that were sent: refused ones would inflate the budget. */
    void count(Operation operation, int retried, Outcome outcome) {
        if (outcome.isNotMade()) {
            return;
        }
        if (retried == 0) {
            budget.called();
        } else {
            retries.get(operation).increment();
        }
    }

    private static Counter counter(MeterRegistry registry, String name, String description, Operation operation) {
        return Counter.builder(name)
                .description(description)
                .tag("operation", operation.id())
                .register(registry);
    }
}
