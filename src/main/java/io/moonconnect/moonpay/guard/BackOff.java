package io.moonconnect.moonpay.guard;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with jitter. The delay doubles with each retry and half of it is random, so that calls that
 * failed together are not retried together.
 *
 * @param first maximum delay before the first retry
 */
public record BackOff(Duration first) {

    /**
     * @param retries made so far
     * @param atLeast minimum delay, as requested by MoonPay
     */
    public Duration pause(int retries, Duration atLeast, RandomGenerator random) {
        long longest = first.toNanos() << retries;
        return atLeast.plusNanos(longest / 2 + random.nextLong(longest / 2 + 1));
    }
}
