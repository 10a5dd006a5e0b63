package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** The busiest sliding window of one second. */
final class Busiest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private Busiest() {}

    /** @param moments in nanoseconds, in any order */
    static int second(Collection<Long> moments) {
        Deque<Long> window = new ArrayDeque<>();
        int most = 0;
        for (long moment : moments.stream().sorted().toList()) {
            while (!window.isEmpty() && moment - window.peek() >= SECOND) {
                window.remove();
            }
            window.add(moment);
            most = Math.max(most, window.size());
        }
        return most;
    }
}
