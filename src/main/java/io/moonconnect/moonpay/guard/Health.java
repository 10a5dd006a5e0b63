package io.moonconnect.moonpay.guard;

/** What the result of a call says about the health of the callee. */
public enum Health {
    GOOD,
    BAD,
    /** The result does not depend on it: a rate limit, a cancellation, a call that was not sent. */
    UNKNOWN
}
