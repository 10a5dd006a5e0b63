package io.moonconnect.simulator.wire;

/** The credential that an operation requires. */
public enum Access {
    SECRET_KEY,
    ACCESS_TOKEN,
    SECRET_KEY_OR_ACCESS_TOKEN,
    SECRET_KEY_AND_CONSENT_TOKEN
}
