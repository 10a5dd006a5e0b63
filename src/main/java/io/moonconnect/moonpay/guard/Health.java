package io.moonconnect.moonpay.guard;

/** What the end of a call says about the health of whom it called. */
public enum Health {
    GOOD,
    BAD,
    /** Nothing: it was refused, cancelled, or never made. */
    UNKNOWN
}
