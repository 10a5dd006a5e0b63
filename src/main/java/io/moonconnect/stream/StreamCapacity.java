package io.moonconnect.stream;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;

/** Limits open streams, in total and per holder, so that one holder cannot exhaust the total. */
final class StreamCapacity {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentMap<String, Integer> openByHolder = new ConcurrentHashMap<>();
    private final int max;
    private final int maxPerHolder;

    /** @param maxPerHolder 0 for no limit per holder */
    StreamCapacity(int max, int maxPerHolder) {
        this.max = max;
        this.maxPerHolder = maxPerHolder;
    }

    /** Counts a stream, or throws if a limit is reached. */
    void acquire(String holder) {
        if (openByHolder.merge(holder, 1, Integer::sum) > maxPerHolder && maxPerHolder > 0) {
            releaseHolder(holder);
            throw refused("Too many open streams for this customer.");
        }
        if (open.incrementAndGet() > max) {
            release(holder);
            throw refused("Too many open streams.");
        }
    }

    void release(String holder) {
        open.decrementAndGet();
        releaseHolder(holder);
    }

    private void releaseHolder(String holder) {
        openByHolder.computeIfPresent(holder, (known, count) -> count == 1 ? null : count - 1);
    }

    private static Failure refused(String detail) {
        return Failure.retryLater(ProblemType.OVERLOADED, detail, RETRY_AFTER);
    }
}
