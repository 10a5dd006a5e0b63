package io.moonconnect.moonpay.guard;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When a call to MoonPay is made again, and when MoonPay is left alone. */
@ConfigMapping(prefix = "moonpay")
public interface GuardConfig {

    /** Retries of one call at most, 0 to 10; 0 is none. */
    @WithDefault("2")
    int maxRetries();

    /** The wait before the first retry: half of this and as much again by chance; twice that before the second one. */
    @WithDefault("100ms")
    Duration retryBackoff();

    /** Retries of all operations together, as a share of the calls made in the window, 0 to 1. Three are always allowed. */
    @WithDefault("0.2")
    double retryBudget();

    /** The time just past that the budget is reckoned over. */
    @WithDefault("10s")
    Duration retryBudgetWindow();

    /** The newest calls of an operation that its breaker judges by, 1 to 64; 0 means that there are no breakers. */
    @WithDefault("20")
    int breakerWindow();

    /** The share of them that has to fail for the breaker to open, above 0 and up to 1. */
    @WithDefault("0.5")
    double breakerFailureRatio();

    /** How long an open breaker refuses every call before it lets one through to see. */
    @WithDefault("5s")
    Duration breakerOpen();
}
