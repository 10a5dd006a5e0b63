package io.moonconnect.caller;

/** A kind of caller that the configuration can enable. */
public enum CallerMode {
    /** Authenticated by a token of the host's identity provider. */
    CUSTOMER,
    /** Authenticated by an API key. */
    BACKEND,
    /** Unauthenticated, with a backend's rights; dev, test and demo only. */
    OPEN
}
