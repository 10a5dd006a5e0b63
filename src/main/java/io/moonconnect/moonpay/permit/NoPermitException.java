package io.moonconnect.moonpay.permit;

import java.time.Duration;

/** There was no permit. It has no stack trace, because it is an answer and not a fault. */
public final class NoPermitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why there was none. */
    public enum Reason {
        /** None became free in time. */
        BUSY,
        /** Too many wait already. */
        SHED
    }

    private final Reason reason;
    private final Duration retryAfter;

    NoPermitException(Reason reason, Duration retryAfter) {
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public Reason reason() {
        return reason;
    }

    /** When there may be one again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
