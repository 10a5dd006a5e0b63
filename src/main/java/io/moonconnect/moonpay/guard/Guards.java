package io.moonconnect.moonpay.guard;

import java.time.Duration;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Produces the shared retry budget, and validates {@link GuardConfig} at startup. */
@Startup
@Singleton
class Guards {

    private static final int MOST_RETRIES = 10;

    private final GuardConfig config;

    Guards(GuardConfig config) {
        this.config = config;
        check(config.maxRetries() >= 0 && config.maxRetries() <= MOST_RETRIES, "max-retries must be 0 to 10");
        check(isAtLeastOneMilli(config.retryBackoff()), "retry-backoff must be at least 1ms");
        check(config.retryBudget() >= 0 && config.retryBudget() <= 1, "retry-budget must be 0 to 1");
        check(isAtLeastOneMilli(config.retryBudgetWindow()), "retry-budget-window must be at least 1ms");
        check(
                config.breakerWindow() >= 0 && config.breakerWindow() <= CallWindow.LARGEST,
                "breaker-window must be 0 to 64");
        check(
                config.breakerFailureRatio() > 0 && config.breakerFailureRatio() <= 1,
                "breaker-failure-ratio must be above 0 and at most 1");
        check(isAtLeastOneMilli(config.breakerOpen()), "breaker-open must be at least 1ms");
    }

    @Produces
    @Singleton
    RetryBudget retryBudget() {
        return new RetryBudget(config.retryBudget(), config.retryBudgetWindow(), System::nanoTime);
    }

    private static boolean isAtLeastOneMilli(Duration duration) {
        return duration.toMillis() >= 1;
    }

    private static void check(boolean works, String rule) {
        if (!works) {
            throw new ConfigurationException("moonpay." + rule);
        }
    }
}
