package io.moonconnect.caller;

/** A way of calling us that the configuration can turn on. */
public enum CallerMode {
    /** By a token of the host's identity provider. */
    CUSTOMER,
    /** By an API key. */
    BACKEND,
    /** As a backend, without a key: dev, test and demo only. */
    OPEN
}
