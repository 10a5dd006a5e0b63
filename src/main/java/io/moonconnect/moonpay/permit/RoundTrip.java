package io.moonconnect.moonpay.permit;

import java.time.Duration;

/** The last round trip to Redis, and what follows from it. */
final class RoundTrip {

    private final long tolerance;
    private final long quick;
    private long last;

    /** @param quick maximum round trip for recovery */
    RoundTrip(Rate rate, Duration quick) {
        this.tolerance = rate.tolerance();
        this.quick = quick.toNanos();
    }

    /** @param nanos between request and response */
    void took(long nanos) {
        last = nanos;
    }

    /** Whether slots would arrive in time to be used. */
    boolean isQuick() {
        return last <= quick && 2 * last <= tolerance;
    }

    /** Twice the last round trip, at least a quarter of a slot's validity, and at most all of it. */
    Duration lead() {
        return Duration.ofNanos(Math.min(Math.max(tolerance / 4, 2 * last), tolerance));
    }
}
