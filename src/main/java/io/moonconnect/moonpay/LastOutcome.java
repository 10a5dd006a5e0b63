package io.moonconnect.moonpay;

import jakarta.inject.Singleton;

/** Outcome of the latest call to MoonPay, for readiness, except for outcomes that do not reflect MoonPay's state. */
@Singleton
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
