package io.moonconnect.caller;

/** A kind of caller that the configuration can enable. */
public enum CallerMode {
    CUSTOMER,
    BACKEND,
    /** Unauthenticated, with a backend's rights; dev, test and demo only. */
    OPEN
}
