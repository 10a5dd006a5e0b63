package io.moonconnect.moonpay.guard;

import java.time.Duration;

/** The circuit breaker is open. Without a stack trace, because it is an expected result. */
public final class CircuitOpenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    CircuitOpenException(Duration retryAfter) {
        super("circuit open", null, false, false);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
