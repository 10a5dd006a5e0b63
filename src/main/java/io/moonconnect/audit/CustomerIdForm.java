package io.moonconnect.audit;

/** The form of customer ids in events. */
public enum CustomerIdForm {
    /** Keyed hash: equal for the same customer, and not reversible without the key. */
    HASH,
    PLAIN
}
