package io.moonconnect.connection;

import com.fasterxml.jackson.annotation.JsonValue;

/** The next step of a frontend for a connection. */
public enum NextStep {
    /** Continue with quotes and payment. */
    PROCEED("proceed"),
    /** Run MoonPay's connect frame, or guest checkout if possible. */
    CONNECT("connect"),
    /** Show MoonPay's terms, and create a new session with {@code termsAcceptedAt}. */
    ACCEPT_TERMS("acceptTerms"),
    /** Try again later. */
    RETRY_LATER("retryLater"),
    /** Offer an alternative to MoonPay: retries do not help. */
    USE_ALTERNATIVE("useAlternative");

    private final String label;

    NextStep(String label) {
        this.label = label;
    }

    /** The value in responses. */
    @JsonValue
    public String label() {
        return label;
    }
}
