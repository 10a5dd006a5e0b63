package io.moonconnect.moonpay.guard;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Bounds the retries of everything together by a share of the calls made in the time just past: when much fails, asking
 * again is what keeps it from recovering. A few are always allowed, since a share of little traffic is none.
 */
public final class RetryBudget {

    private static final int LEAST = 3;

    private final double share;
    private final SlidingCount calls;
    private final SlidingCount retries;

    public RetryBudget(double share, Duration window, LongSupplier nanoTime) {
        this.share = share;
        this.calls = new SlidingCount(window, nanoTime);
        this.retries = new SlidingCount(window, nanoTime);
    }

    /** A call was made that was not a retry. */
    public void called() {
        calls.add(1);
    }

    /** Whether there may be one more retry now. Of several that ask at once for the last one, all may get none. */
    public boolean take() {
        retries.add(1);
        if (retries.sum() <= Math.max(LEAST, share * calls.sum())) {
            return true;
        }
        retries.add(-1);
        return false;
    }
}
