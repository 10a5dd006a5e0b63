package io.moonconnect.transaction;

import java.util.Locale;

/** Why a followed transaction is read: the value of the metrics' {@code trigger} tag. */
enum PollTrigger {
    /** Somebody waits for the first event of a stream. */
    OPENING,
    /** Its time has come. */
    TIMER,
    /** There was an announcement, which a webhook of MoonPay's makes. */
    WEBHOOK;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
