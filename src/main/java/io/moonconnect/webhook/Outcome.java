package io.moonconnect.webhook;

import java.util.Locale;

/** How a webhook ended. */
enum Outcome {
    /** Passed on, and safe where it went. */
    SAFE,
    /** Passed on before. */
    DUPLICATE,
    /** A duplicate is being passed on, and not safe yet. */
    UNDER_WAY,
    /** Not taken by the sink. */
    UNSAFE,
    /** Too many were being handled. */
    OVERLOADED,
    /** The signature does not hold. */
    REFUSED,
    /** There are no keys to check it with. */
    UNCONFIGURED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
