package io.moonconnect.moonpay;

import jakarta.enterprise.context.ApplicationScoped;

/** How the newest call to MoonPay ended, for readiness to tell. A caller that went away says nothing about MoonPay. */
@ApplicationScoped
class LastOutcome {

    private volatile Outcome outcome;

    void note(Outcome newest) {
        if (newest != Outcome.CANCELLED && newest != Outcome.STALE_CONNECTION) {
            outcome = newest;
        }
    }

    /** {@code none} before the first call. */
    String label() {
        Outcome newest = outcome;
        return newest == null ? "none" : newest.label();
    }
}
