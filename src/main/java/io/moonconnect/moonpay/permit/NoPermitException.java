package io.moonconnect.moonpay.permit;

import java.time.Duration;

/** No permit was granted. Without a stack trace, because it is an expected result. */
public final class NoPermitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Reason {
        /** None in time. */
        BUSY,
        /** The queue is full. */
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

    public Duration retryAfter() {
        return retryAfter;
    }
}
