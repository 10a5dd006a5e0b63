package io.moonconnect.moonpay.guard;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Limits all retries to a share of the calls in a sliding window: retries during an outage delay recovery. A minimum is
 * always allowed, since a share of little traffic is none.
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

    public void called() {
        calls.add(1);
    }

    /** Takes one retry from the budget, if any is left. Concurrent takers of the last one may all be refused. */
    public boolean take() {
        retries.add(1);
        if (retries.sum() <= Math.max(LEAST, share * calls.sum())) {
            return true;
        }
        retries.add(-1);
        return false;
    }
}
