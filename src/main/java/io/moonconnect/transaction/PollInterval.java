package io.moonconnect.transaction;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The intervals between reads of a transaction; doubled until the transaction changes. */
final class PollInterval {

    /** Relative jitter, so that transactions first read together drift apart. */
    private static final double JITTER = 0.1;

    private final Duration first;
    private final Duration longest;
    private Duration next;

    PollInterval(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    /** The transaction changed, and may change again soon. */
    void restart() {
        next = first;
    }

    Duration first() {
        return first;
    }

    /** The next interval. */
    Duration next(RandomGenerator random) {
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        Duration pause = Duration.ofNanos((long) (next.toNanos() * factor));
        next = next.compareTo(longest.dividedBy(2)) > 0 ? longest : next.multipliedBy(2);
        return pause;
    }
}
