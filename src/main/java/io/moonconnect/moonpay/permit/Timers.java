package io.moonconnect.moonpay.permit;

import java.util.concurrent.TimeUnit;

/** Vert.x timers have whole milliseconds and never fire at once. */
final class Timers {

    private static final long ALMOST_A_MILLI = TimeUnit.MILLISECONDS.toNanos(1) - 1;

    private Timers() {}

    /** Rounded up, so that what is waited for is there when the timer fires. */
    static long millis(long nanos) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos + ALMOST_A_MILLI));
    }
}
