package io.moonconnect.webhook;

import java.util.Locale;

/** Outcome of a webhook, used as a metric tag. */
enum Outcome {
    SAFE,
    /** Deduplicated: already delivered. */
    DUPLICATE,
    /** The same event is being delivered concurrently. */
    UNDER_WAY,
    /** Delivery failed. */
    UNSAFE,
    /** Rejected: too many in progress. */
    OVERLOADED,
    REFUSED,
    /** No webhook keys are configured. */
    UNCONFIGURED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
