package io.moonconnect.transaction;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Rate limiter for the polls of all followed transactions, which keeps them within their share of permits. Polls beyond
 * it wait in a queue, announced changes first. Used on its context only.
 */
final class PollPace {

    /** Resolution of Vert.x timers. */
    private static final long TOLERANCE = Duration.ofMillis(1).toNanos();

    private final PollContext context;
    private final long interval;
    private final Set<Runnable> urgent = new LinkedHashSet<>();
    private final Set<Runnable> due = new LinkedHashSet<>();
    private long nextTurn;
    private boolean timerSet;

    /** Queue length, readable from other threads. */
    private volatile int waiting;

    PollPace(double pollsPerSecond, PollContext context) {
        this.context = context;
        this.interval = (long) Math.ceil(Duration.ofSeconds(1).toNanos() / pollsPerSecond);
        this.nextTurn = context.now();
    }

    /** Runs the poll as soon as possible, before all {@link #due} ones. */
    void urgent(Runnable turn) {
        urgent.add(turn);
        serve();
    }

    /** Runs the poll after those queued before it. */
    void due(Runnable turn) {
        due.add(turn);
        serve();
    }

    void leave(Runnable turn) {
        urgent.remove(turn);
        due.remove(turn);
        count();
    }

    /** Callable from any thread. */
    int waiting() {
        return waiting;
    }

    private void serve() {
        while (!timerSet && size() > 0) {
            long now = context.now();
            long wait = nextTurn - now;
            if (wait > TOLERANCE) {
                timerSet = true;
                context.after(Duration.ofNanos(wait), this::onTimer);
            } else {
                nextTurn = Math.max(0, wait) + now + interval;
                takeFirst(urgent.isEmpty() ? due : urgent).run();
            }
        }
        count();
    }

    private void onTimer() {
        timerSet = false;
        serve();
    }

    private void count() {
        waiting = size();
    }

    private int size() {
        return urgent.size() + due.size();
    }

    private static Runnable takeFirst(Set<Runnable> line) {
        Iterator<Runnable> first = line.iterator();
        Runnable turn = first.next();
        first.remove();
        return turn;
    }
}
