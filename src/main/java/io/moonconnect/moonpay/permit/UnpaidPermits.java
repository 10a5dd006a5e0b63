package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Permits of the fair share that were used while other replicas may have used the whole rate. They are paid with as
 * many of the fleet's slots, so that the fleet keeps to the rate. After {@link #LIFE} they are dropped: Redis is then
 * presumed unavailable to other replicas as well, which use their shares. If only this replica cannot reach Redis, the
 * fleet exceeds the rate.
 */
final class UnpaidPermits {

    static final Duration LIFE = Duration.ofSeconds(1);

    private final Deque<Long> used = new ArrayDeque<>();

    /** @param now on the monotonic clock, in nanoseconds, as everywhere */
    void add(long now) {
        count(now);
        used.add(now);
    }

    int count(long now) {
        while (!used.isEmpty() && now - used.peek() >= LIFE.toNanos()) {
            used.remove();
        }
        return used.size();
    }

    /** Returns how many of these slots are spent on it. */
    int pay(int slots, long now) {
        int paid = Math.min(slots, count(now));
        for (int i = 0; i < paid; i++) {
            used.remove();
        }
        return paid;
    }
}
