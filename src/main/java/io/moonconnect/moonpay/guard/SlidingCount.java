package io.moonconnect.moonpay.guard;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/** Number of events in a sliding window, exact to a tenth of it. Lock-free. */
final class SlidingCount {

    private static final int PARTS = 10;

    /** A part holds its tick above these bits, and its count in them. */
    private static final int COUNT_BITS = 24;

    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

    private final AtomicLongArray parts = new AtomicLongArray(PARTS);
    private final long partNanos;
    private final LongSupplier nanoTime;
    private final long start;

    /** @param nanoTime monotonic clock */
    SlidingCount(Duration window, LongSupplier nanoTime) {
        this.partNanos = Math.max(1, window.toNanos() / PARTS);
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    void add(int count) {
        long tick = tick();
        parts.updateAndGet((int) (tick % PARTS), part -> of(tick, (isOf(tick, part) ? count(part) : 0) + count));
    }

    int sum() {
        long newest = tick();
        int sum = 0;
        for (int i = 0; i < PARTS; i++) {
            long part = parts.get(i);
            sum += newest - (part >>> COUNT_BITS) < PARTS ? count(part) : 0;
        }
        return sum;
    }

    private long tick() {
        return (nanoTime.getAsLong() - start) / partNanos;
    }

    private static boolean isOf(long tick, long part) {
        return part >>> COUNT_BITS == tick;
    }

    private static int count(long part) {
        return (int) (part & COUNT_MASK);
    }

    private static long of(long tick, int count) {
        return tick << COUNT_BITS | Math.max(0, Math.min(count, COUNT_MASK));
    }
}
