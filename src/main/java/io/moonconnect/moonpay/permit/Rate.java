package io.moonconnect.moonpay.permit;

import java.util.concurrent.TimeUnit;

/**
 * A rate in terms of GCRA. Permits are slots, {@link #interval} apart; a slot may be used up to {@link #tolerance}
 * ahead of its time, but not after it. The slots used within one second are therefore those of that second and of the
 * tolerance behind it: at most {@code perSecond + burst}.
 *
 * @param perSecond permits per second, up to a million
 * @param burst further permits that may be used at once, at least 1
 */
record Rate(double perSecond, double burst) {

    /** Redis computes in whole microseconds, and so does this class; it rounds to the safe side. */
    private static final long NANOS_PER_MICRO = TimeUnit.MICROSECONDS.toNanos(1);

    private static final double MICROS_PER_SECOND = TimeUnit.SECONDS.toMicros(1);

    /** Nanoseconds between slots. */
    long interval() {
        return Math.max(1, (long) Math.ceil(MICROS_PER_SECOND / perSecond)) * NANOS_PER_MICRO;
    }

    /** Nanoseconds; zero for a burst of 1. */
    long tolerance() {
        return (long) ((burst - 1) * MICROS_PER_SECOND / perSecond) * NANOS_PER_MICRO;
    }

    /**
     * The part of one of several independent sharers. The burst remains a whole permit; where that alone would exceed
     * rate and burst together, the rate is lowered. More than {@code perSecond + burst} sharers may exceed it.
     */
    Rate share(int sharers) {
        double share = perSecond / sharers;
        double most = Math.floor((perSecond + burst) / sharers);
        boolean tooMany = burst < sharers && Math.ceil(share) > most && most >= 1;
        return new Rate(tooMany ? most : share, Math.max(1, burst / sharers));
    }
}
