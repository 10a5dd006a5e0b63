package io.moonconnect.moonpay.permit;

import java.util.Locale;

/** Priority of a permit, most urgent first. */
public enum PermitClass {
    /** A customer waits for this one call: a session, a single quote, a deletion. */
    INTERACTIVE,
    /** A leg of a comparison. */
    COMPARISON,
    /** No customer waits: refreshes, polling. */
    BACKGROUND;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
