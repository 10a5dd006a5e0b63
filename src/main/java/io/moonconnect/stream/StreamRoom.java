package io.moonconnect.stream;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;

/** Limits open streams, in total and per holder, so that one holder cannot exhaust the total. */
final class StreamRoom {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final AtomicInteger taken = new AtomicInteger();
    private final ConcurrentMap<String, Integer> byHolder = new ConcurrentHashMap<>();
    private final int most;
    private final int mostOfOne;

    /** @param mostOfOne 0 for no limit per holder */
    StreamRoom(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** Counts a stream, or throws if a limit is reached. */
    void take(String holder) {
        if (byHolder.merge(holder, 1, Integer::sum) > mostOfOne && mostOfOne > 0) {
            leaveHolder(holder);
            throw refused("Too many open streams for this customer.");
        }
        if (taken.incrementAndGet() > most) {
            leave(holder);
            throw refused("Too many open streams.");
        }
    }

    void leave(String holder) {
        taken.decrementAndGet();
        leaveHolder(holder);
    }

    private void leaveHolder(String holder) {
        byHolder.computeIfPresent(holder, (known, count) -> count == 1 ? null : count - 1);
    }

    private static Failure refused(String detail) {
        return Failure.retryLater(ProblemType.OVERLOADED, detail, RETRY_AFTER);
    }
}
