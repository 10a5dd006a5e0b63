package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.context.ApplicationScoped;

import io.moonconnect.moonpay.guard.BackOff;
import io.moonconnect.moonpay.guard.GuardConfig;
import io.moonconnect.moonpay.guard.RetryBudget;

/**
 * Decides on retries: of reads, after a retryable failure, within the call's deadline, the maximum number of retries and
 * the retry budget.
 */
@ApplicationScoped
class Retries {

    private final int maxRetries;
    private final BackOff backOff;
    private final RetryBudget budget;
    private final RetryMetrics metrics;

    Retries(GuardConfig config, RetryBudget budget, RetryMetrics metrics) {
        this.maxRetries = config.maxRetries();
        this.backOff = new BackOff(config.retryBackoff());
        this.budget = budget;
        this.metrics = metrics;
    }

    /**
     * Empty if the failure is final. Otherwise the retry has been taken from the budget.
     *
     * @param retried number of retries so far
     */
    Optional<Duration> pauseBefore(Call call, int retried, MoonPayFailure failure) {
        Optional<Duration> pause = failure.repeatableAfter()
                .filter(after -> call.isRepeatable() && retried < maxRetries)
                .map(after -> backOff.pause(retried, after, ThreadLocalRandom.current()))
                .filter(wait -> wait.compareTo(call.deadline().remaining()) < 0);
        if (pause.isPresent() && !budget.take()) {
            metrics.refused(call.operation());
            return Optional.empty();
        }
        return pause;
    }

    /** Counts only calls that were sent: refused ones would inflate the budget. */
    void count(Operation operation, int retried, Outcome outcome) {
        if (outcome.isNotMade()) {
            return;
        }
        if (retried == 0) {
            budget.called();
        } else {
            metrics.retried(operation);
        }
    }
}
