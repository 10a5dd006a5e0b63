package io.moonconnect.transaction;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Spaces the polls of all followed transactions, so that together they never pass their share of the permits: who comes when
 * there is no room waits in line, those who know of news before all others. It is used on its context only.
 */
final class PollPace {

    /** Timers are no finer than this. */
    private static final long TOLERANCE = Duration.ofMillis(1).toNanos();

    private final PollContext context;
    private final long interval;
    private final Set<Runnable> urgent = new LinkedHashSet<>();
    private final Set<Runnable> due = new LinkedHashSet<>();
    private long nextTurn;
    private boolean alarmSet;

    /** How many wait, for other threads to see. */
    private volatile int waiting;

    PollPace(double pollsPerSecond, PollContext context) {
        this.context = context;
        this.interval = (long) Math.ceil(Duration.ofSeconds(1).toNanos() / pollsPerSecond);
        this.nextTurn = context.now();
    }

    /** Takes a turn as soon as there is one: at once, or before all who are only {@link #due}. */
    void urgent(Runnable turn) {
        urgent.add(turn);
        serve();
    }

    /** Takes a turn when those who came before have had theirs. */
    void due(Runnable turn) {
        due.add(turn);
        serve();
    }

    void leave(Runnable turn) {
        urgent.remove(turn);
        due.remove(turn);
        count();
    }

    /** From any thread. */
    int waiting() {
        return waiting;
    }

    private void serve() {
        while (!alarmSet && size() > 0) {
            long now = context.now();
            long wait = nextTurn - now;
            if (wait > TOLERANCE) {
                alarmSet = true;
                context.after(Duration.ofNanos(wait), this::ring);
            } else {
                nextTurn = Math.max(0, wait) + now + interval;
                takeFirst(urgent.isEmpty() ? due : urgent).run();
            }
        }
        count();
    }

    private void ring() {
        alarmSet = false;
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
