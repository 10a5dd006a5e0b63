package io.moonconnect.moonpay.permit;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to let slots gather before Redis is asked again. Many replicas at a full rate would otherwise ask for every single
 * slot, and mostly in vain: whoever gets few leaves more time the next time. The time varies, so that they do not meet.
 */
final class AdaptiveBatch {

    /** A question that brings fewer came too early. */
    private static final int FEW = 3;

    private static final double LEAST_VARIATION = 0.75;
    private static final double MOST_VARIATION = 1.25;

    private final long interval;
    private final long longest;
    private long gap;

    /** @param longest in nanoseconds; it must be well below how far ahead slots are taken */
    AdaptiveBatch(Rate rate, long longest) {
        this.interval = rate.interval();
        this.longest = longest;
    }

    /** In nanoseconds. Whoever wants a single slot has nothing to gather. */
    long gap(int wanted, int got) {
        gap = got < FEW && got < wanted ? Math.min(longest, 2 * gap + interval) : gap / 2;
        long worthwhile = Math.min(gap, (wanted - 1) * interval);
        return (long) (worthwhile * ThreadLocalRandom.current().nextDouble(LEAST_VARIATION, MOST_VARIATION));
    }
}
