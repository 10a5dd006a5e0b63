package io.moonconnect.transaction;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The pauses between the reads of one transaction: each twice as long as the one before, until there is news. */
final class PollInterval {

    /** Of a pause, by chance more or less, so that transactions that were first read together do not stay together. */
    private static final double JITTER = 0.1;

    private final Duration first;
    private final Duration longest;
    private Duration next;

    PollInterval(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    /** There is news, and more may come soon. */
    void restart() {
        next = first;
    }

    Duration first() {
        return first;
    }

    /** The pause from now. */
    Duration next(RandomGenerator random) {
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        Duration pause = Duration.ofNanos((long) (next.toNanos() * factor));
        next = next.compareTo(longest.dividedBy(2)) > 0 ? longest : next.multipliedBy(2);
        return pause;
    }
}
