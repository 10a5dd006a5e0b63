package io.moonconnect.moonpay.guard;

import java.util.Locale;

/** What a breaker does with calls. */
public enum CircuitState {
    /** Lets them through. */
    CLOSED,
    /** Refuses them. */
    OPEN,
    /** Lets a single one through, to see whether things are well again. */
    HALF_OPEN;

    /** The value of the metrics' {@code state} tag. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
