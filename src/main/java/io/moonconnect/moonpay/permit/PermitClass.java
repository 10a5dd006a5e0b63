package io.moonconnect.moonpay.permit;

import java.util.Locale;

/** What a permit is for, the most urgent first. */
public enum PermitClass {
    /** A customer waits for this one call: a session, a single quote, a deletion. */
    INTERACTIVE,
    /** One of the many calls of a comparison. */
    COMPARISON,
    /** Nobody waits: refreshes, polling. */
    BACKGROUND;

    /** The value of the metrics' {@code class} tag. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
