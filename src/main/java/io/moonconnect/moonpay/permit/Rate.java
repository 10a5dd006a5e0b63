package io.moonconnect.moonpay.permit;

import java.util.concurrent.TimeUnit;

/**
 * A rate as GCRA has it: permits are slots, {@link #interval} apart, and a slot may be used up to {@link #tolerance} ahead of
 * its time. In no second are more than {@code perSecond + burst} used: those of the second itself and of the tolerance.
 *
 * @param perSecond permits a second, at least 1
 * @param burst permits on top of it that may be used at once, at least 1
 */
record Rate(double perSecond, double burst) {

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Nanoseconds from one slot to the next. */
    long interval() {
        return Math.max(1, Math.round(NANOS_PER_SECOND / perSecond));
    }

    /** Nanoseconds; zero where the burst is a single permit. */
    long tolerance() {
        return Math.round((burst - 1) * NANOS_PER_SECOND / perSecond);
    }

    /** What one of several gets who share it without talking to each other; a whole permit of burst, since less is none. */
    Rate share(int sharers) {
        return new Rate(perSecond / sharers, Math.max(1, burst / sharers));
    }
}
