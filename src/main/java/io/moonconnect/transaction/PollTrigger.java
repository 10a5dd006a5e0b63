package io.moonconnect.transaction;

import java.util.Locale;

/** Why a followed transaction is read: the metric tag {@code trigger}. */
enum PollTrigger {
    /** A stream waits for its first event. */
    OPENING,
    TIMER,
    /** A webhook announced a change. */
    WEBHOOK;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
