package io.moonconnect.moonpay.permit;

import java.util.concurrent.TimeUnit;

/**
 * A rate as GCRA has it: permits are slots, {@link #interval} apart, and a slot may be used up to {@link #tolerance} ahead of
 * its time, but not after it. Whatever is used within one second then has its time in that second or the tolerance behind it,
 * and that many slots are at most {@code perSecond + burst}.
 *
 * @param perSecond permits a second, up to a million
 * @param burst permits on top of it that may be used at once, at least 1
 */
record Rate(double perSecond, double burst) {

    /** Redis reckons in whole microseconds, and so do we: what is rounded is rounded to the safe side. */
    private static final long NANOS_PER_MICRO = TimeUnit.MICROSECONDS.toNanos(1);

    private static final double MICROS_PER_SECOND = TimeUnit.SECONDS.toMicros(1);

    /** Nanoseconds from one slot to the next. */
    long interval() {
        return Math.max(1, (long) Math.ceil(MICROS_PER_SECOND / perSecond)) * NANOS_PER_MICRO;
    }

    /** Nanoseconds; zero where the burst is a single permit. */
    long tolerance() {
        return (long) ((burst - 1) * MICROS_PER_SECOND / perSecond) * NANOS_PER_MICRO;
    }

    /** What one of several gets who share it without talking to each other; a whole permit of burst, since less is none. */
    Rate share(int sharers) {
        return new Rate(perSecond / sharers, Math.max(1, burst / sharers));
    }
}
