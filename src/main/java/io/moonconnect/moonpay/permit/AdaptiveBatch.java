package io.moonconnect.moonpay.permit;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Adapts the delay between requests to Redis, so that slots accumulate in between. At full rate many replicas would
 * otherwise request every single slot, mostly without success: a replica that gets few slots increases its delay.
 * Jitter keeps replicas apart.
 */
final class AdaptiveBatch {

    /** A request that yields fewer came too early. */
    private static final int FEW = 3;

    private static final double LEAST_VARIATION = 0.75;
    private static final double MOST_VARIATION = 1.25;

    private final long interval;
    private final long longest;
    private long gap;

    /** @param longest in nanoseconds; well below how far ahead slots are taken */
    AdaptiveBatch(Rate rate, long longest) {
        this.interval = rate.interval();
        this.longest = longest;
    }

    /** In nanoseconds; zero if a single slot is wanted. */
    long gap(int wanted, int got) {
        gap = got < FEW && got < wanted ? Math.min(longest, 2 * gap + interval) : gap / 2;
        long worthwhile = Math.min(gap, (wanted - 1) * interval);
        return (long) (worthwhile * ThreadLocalRandom.current().nextDouble(LEAST_VARIATION, MOST_VARIATION));
    }
}
