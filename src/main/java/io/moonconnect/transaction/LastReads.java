package io.moonconnect.transaction;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.moonconnect.moonpay.wire.Transaction;
import io.moonconnect.moonpay.wire.Transaction.Hash;

/**
 * The reads of a transaction that is completed while a stage of its delivery is open or its hash is missing. Used on
 * the context of {@link Watches} only.
 */
final class LastReads {

    /** Resolution of Vert.x timers. */
    private static final long TOLERANCE = Duration.ofMillis(1).toNanos();

    private final List<Duration> times;
    private final PollContext context;
    private boolean begun;
    private long completedAt;

    /** @param times of the reads, after the first one that found the transaction completed */
    LastReads(List<Duration> times, PollContext context) {
        this.times = times;
        this.context = context;
    }

    boolean begun() {
        return begun;
    }

    /** Whether a completed transaction is to be read again. */
    boolean expected(Transaction read) {
        if (!read.isCompleted() || times.isEmpty()) {
            begun = false;
            return false;
        }
        if (begun) {
            // A delivery that was late once may have a late hash, too, even if none is mentioned yet.
            return !read.isDeliveryComplete() || read.hash() != Hash.PRESENT;
        }
        begun = !read.isDeliveryComplete();
        completedAt = context.now();
        return begun;
    }

    /** The time until the next read; empty if there is none. */
    Optional<Duration> untilNext() {
        long passed = context.now() - completedAt;
        return times.stream()
                .map(time -> Duration.ofNanos(time.toNanos() - passed))
                .filter(left -> left.toNanos() > TOLERANCE)
                .findFirst();
    }
}
