package io.moonconnect.moonpay.permit;

import java.util.Arrays;

/** The times of the latest permits, as many as a second may have. Times are on the monotonic clock, in nanoseconds. */
final class RecentPermits {

    /** Two permits of a higher rate are less than a millisecond apart, so none is worth tracking. */
    private static final int MOST = 1000;

    private final long[] times;
    private int oldest;

    /** @param now the first second begins with none */
    RecentPermits(Rate rate, long now) {
        // As many as are granted in turn: the slots of that second and of the tolerance behind it.
        long most = (LocalSupply.SECOND + rate.tolerance() - 1) / rate.interval() + 1;
        this.times = new long[most > MOST ? 1 : (int) most];
        Arrays.fill(times, now - LocalSupply.SECOND);
        this.oldest = most > MOST ? -1 : 0;
    }

    boolean isTracked() {
        return oldest >= 0;
    }

    void add(long now) {
        if (isTracked()) {
            times[oldest] = now;
            oldest = (oldest + 1) % times.length;
        }
    }

    /** The earliest time of one more. */
    long next() {
        return times[Math.max(0, oldest)] + LocalSupply.SECOND;
    }
}
