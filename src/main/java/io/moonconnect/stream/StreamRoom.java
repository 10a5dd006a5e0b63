package io.moonconnect.stream;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;

/** How many streams there is room for: in all, and of one holder, so that nobody takes the room of everybody else. */
final class StreamRoom {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final AtomicInteger taken = new AtomicInteger();
    private final ConcurrentMap<String, Integer> byHolder = new ConcurrentHashMap<>();
    private final int most;
    private final int mostOfOne;

    /** @param mostOfOne 0 for no bound but that of all */
    StreamRoom(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** Takes a place, or fails. */
    void take(String holder) {
        if (byHolder.merge(holder, 1, Integer::sum) > mostOfOne && mostOfOne > 0) {
            leaveHolder(holder);
            throw refused("This customer has too many streams open already.");
        }
        if (taken.incrementAndGet() > most) {
            leave(holder);
            throw refused("Too many streams are open already.");
        }
    }

    /** Gives a place back that was taken. */
    void leave(String holder) {
        taken.decrementAndGet();
        leaveHolder(holder);
    }

    private void leaveHolder(String holder) {
        byHolder.computeIfPresent(holder, (known, count) -> count == 1 ? null : count - 1);
    }

    private static Failure refused(String detail) {
        return Failure.retryLater(ProblemType.OVERLOADED, detail, SOON);
    }
}
