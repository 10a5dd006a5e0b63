package io.moonconnect.moonpay.guard;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a retry: each time twice as long, and half of it by chance, so that those who failed together do
 * not come back together.
 *
 * @param first the longest wait before the first retry
 */
public record BackOff(Duration first) {

    /**
     * @param retries how many there have been
     * @param atLeast what MoonPay asks for
     */
    public Duration pause(int retries, Duration atLeast, RandomGenerator random) {
        long longest = first.toNanos() << retries;
        return atLeast.plusNanos(longest / 2 + random.nextLong(longest / 2 + 1));
    }
}
