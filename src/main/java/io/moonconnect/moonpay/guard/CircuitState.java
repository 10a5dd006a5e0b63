package io.moonconnect.moonpay.guard;

import java.util.Locale;

/** State of a circuit breaker. */
public enum CircuitState {
    /** Admits every call. */
    CLOSED,
    /** Refuses every call. */
    OPEN,
    /** Admits a single call as a probe. */
    HALF_OPEN;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
