package io.moonconnect.moonpay.guard;

import java.time.Duration;

/** The breaker refused a call. It has no stack trace, because it is an answer and not a fault. */
public final class CircuitOpenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    CircuitOpenException(Duration retryAfter) {
        super("circuit open", null, false, false);
        this.retryAfter = retryAfter;
    }

    /** When a call may be let through again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
