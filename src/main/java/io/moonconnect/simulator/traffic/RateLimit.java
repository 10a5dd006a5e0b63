package io.moonconnect.simulator.traffic;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;

/** MoonPay's limit for the whole integration: a maximum number of calls in any second. */
public final class RateLimit {

    private static final long WINDOW_MILLIS = 1000;

    private final Clock clock;
    private final Deque<Long> granted = new ArrayDeque<>();

    public RateLimit(Clock clock) {
        this.clock = clock;
    }

    /** Whether one more call is allowed; a rejected one does not count. */
    public boolean admits(int perSecond) {
        if (perSecond <= 0) {
            return true;
        }
        long now = clock.millis();
        while (!granted.isEmpty() && granted.peekFirst() <= now - WINDOW_MILLIS) {
            granted.pollFirst();
        }
        if (granted.size() >= perSecond) {
            return false;
        }
        granted.addLast(now);
        return true;
    }
}
