package io.moonconnect.moonpay.guard;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Retries and circuit breakers of calls to MoonPay. */
@ConfigMapping(prefix = "moonpay")
public interface GuardConfig {

    /** Maximum number of retries of a call, 0 to 10; 0 disables retries. */
    @WithDefault("2")
    int maxRetries();

    /** Maximum delay before the first retry, half of it random. It doubles with each further retry. */
    @WithDefault("100ms")
    Duration retryBackoff();

    /**
     * Retry budget of all operations, as a share of the calls in its window, 0 to 1. Three retries are always allowed.
     */
    @WithDefault("0.2")
    double retryBudget();

    /** Window of the retry budget. */
    @WithDefault("10s")
    Duration retryBudgetWindow();

    /** Sliding window of an operation's circuit breaker in calls, 1 to 64; 0 disables circuit breakers. */
    @WithDefault("20")
    int breakerWindow();

    /** Share of failures in the window that opens the circuit breaker, above 0 and up to 1. */
    @WithDefault("0.5")
    double breakerFailureRatio();

    /** How long the circuit breaker stays open before it admits a probe. */
    @WithDefault("5s")
    Duration breakerOpen();
}
