package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** The busiest sliding window. */
public final class Busiest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private Busiest() {}

    /** @param moments in nanoseconds, in any order */
    public static int second(Collection<Long> moments) {
        return within(SECOND, moments);
    }

    /** @param moments in nanoseconds, in any order */
    static int within(Duration length, Collection<Long> moments) {
        Deque<Long> window = new ArrayDeque<>();
        int most = 0;
        for (long moment : moments.stream().sorted().toList()) {
            while (!window.isEmpty() && moment - window.peek() >= length.toNanos()) {
                window.remove();
            }
            window.add(moment);
            most = Math.max(most, window.size());
        }
        return most;
    }
}
