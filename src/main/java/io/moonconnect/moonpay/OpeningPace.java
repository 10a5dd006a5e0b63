package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often connections are opened ahead of calls: each at most six times a minute, and after failures with growing
 * pauses up to a minute. Half of a pause is random, so that event loops and replicas do not come back together. Used
 * only on one event loop.
 */
final class OpeningPace {

    private static final long ROUND_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(60).toNanos();
    private static final long FIRST_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private long roundBegan;
    private int openedInRound;
    private long pause;
    private long closedUntil;

    OpeningPace(long now) {
        this.roundBegan = now - ROUND_NANOS;
        this.closedUntil = now;
    }

    void succeeded(long now) {
        pause = 0;
        closedUntil = now;
    }

    /** Several failures of one round count as one. */
    void failed(long now) {
        if (now - closedUntil < 0) {
            return;
        }
        pause = Math.min(LONGEST_PAUSE_NANOS, Math.max(FIRST_PAUSE_NANOS, pause * 2));
        closedUntil = now + pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2);
    }

    /** How many are to be opened now, which are counted as opened. */
    int take(int wanted, int usable, long now) {
        if (now - roundBegan >= ROUND_NANOS) {
            roundBegan = now;
            openedInRound = 0;
        }
        int missing = Math.min(wanted - usable, wanted - openedInRound);
        if (missing <= 0 || now - closedUntil < 0) {
            return 0;
        }
        openedInRound += missing;
        return missing;
    }
}
