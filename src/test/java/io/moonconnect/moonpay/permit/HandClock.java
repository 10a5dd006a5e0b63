package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A manual nano clock. It starts just before nanoseconds overflow. */
final class HandClock implements LongSupplier {

    private long now = Long.MAX_VALUE - Duration.ofMillis(700).toNanos();

    @Override
    public long getAsLong() {
        return now;
    }

    void advance(Duration by) {
        now += by.toNanos();
    }

    void advanceNanos(long by) {
        now += by;
    }
}
