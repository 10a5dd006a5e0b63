package io.moonconnect.connection;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a front end does next with a connection. */
public enum NextStep {
    /** Go on to quotes and payment. */
    PROCEED("proceed"),
    /** Run MoonPay's connect frame, or guest checkout where it is possible. */
    CONNECT("connect"),
    /** Show MoonPay's terms, and make a new session with {@code termsAcceptedAt}. */
    ACCEPT_TERMS("acceptTerms"),
    /** Nothing can be done now; try later. */
    RETRY_LATER("retryLater"),
    /** Offer something other than MoonPay: trying again does not help. */
    USE_ALTERNATIVE("useAlternative");

    private final String label;

    NextStep(String label) {
        this.label = label;
    }

    /** As it is written in answers. */
    @JsonValue
    public String label() {
        return label;
    }
}
