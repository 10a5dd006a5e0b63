package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/**
 * A permit to send a request now. It lapses, because requests that left together, long after their permits were granted
 * one by one, would exceed MoonPay's rate.
 *
 * @param granted on the monotonic clock, in nanoseconds
 * @param another acquires one more
 */
record CallPermit(long granted, Supplier<Uni<CallPermit>> another) {

    /** Well below the time between two permits of the default rate, and above the pauses of a busy event loop. */
    private static final long LIFE_NANOS = Duration.ofMillis(20).toNanos();

    boolean hasLapsed() {
        return System.nanoTime() - granted > LIFE_NANOS;
    }
}
