package io.moonconnect.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The state of Redis as gauge and log report it. A failure is reported at once, a recovery only after a trial period: a
 * second at first, and twice as long after each failure within a minute of a recovery. A flapping Redis is thus
 * reported as degraded throughout, with a bounded number of log lines. Thread-safe.
 */
public final class RedisState {

    private static final Duration SHORTEST_TRIAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_TRIAL = Duration.ofSeconds(15);
    private static final Duration RELAPSE = Duration.ofMinutes(1);

    private enum Phase {
        STARTING,
        GOOD,
        FAILING,
        TRIAL
    }

    /** @param since on the monotonic clock, in nanoseconds */
    private record State(Phase phase, long since, Duration trial) {

        boolean isDegraded() {
            return phase != Phase.GOOD;
        }

        State failed(long now) {
            return switch (phase) {
                case STARTING, GOOD -> new State(Phase.FAILING, now, nextTrial(now));
                case FAILING, TRIAL -> new State(Phase.FAILING, now, trial);
            };
        }

        State worked(long now) {
            return switch (phase) {
                case STARTING -> new State(Phase.GOOD, now, trial);
                case GOOD -> this;
                case FAILING -> new State(Phase.TRIAL, now, trial);
                case TRIAL -> now - since < trial.toNanos() ? this : new State(Phase.GOOD, now, trial);
            };
        }

        private Duration nextTrial(long now) {
            Duration next = now - since < RELAPSE.toNanos() ? trial.multipliedBy(2) : SHORTEST_TRIAL;
            return next.compareTo(SHORTEST_TRIAL) < 0
                    ? SHORTEST_TRIAL
                    : next.compareTo(LONGEST_TRIAL) > 0 ? LONGEST_TRIAL : next;
        }
    }

    private final AtomicReference<State> state;
    private final LongSupplier nanoTime;

    private RedisState(Phase phase, LongSupplier nanoTime) {
        this.state = new AtomicReference<>(new State(phase, nanoTime.getAsLong(), Duration.ZERO));
        this.nanoTime = nanoTime;
    }

    /** Degraded until Redis works for the first time. */
    public static RedisState degraded(LongSupplier nanoTime) {
        return new RedisState(Phase.STARTING, nanoTime);
    }

    /** Not degraded until Redis fails. */
    public static RedisState good(LongSupplier nanoTime) {
        return new RedisState(Phase.GOOD, nanoTime);
    }

    public boolean isDegraded() {
        return state.get().isDegraded();
    }

    /** Returns whether this is to be logged. */
    public boolean failed() {
        long now = nanoTime.getAsLong();
        State before = state.getAndUpdate(each -> each.failed(now));
        return before.phase() == Phase.GOOD || before.phase() == Phase.STARTING;
    }

    /** Returns whether this is to be logged. */
    public boolean worked() {
        long now = nanoTime.getAsLong();
        State before = state.getAndUpdate(each -> each.worked(now));
        return before.isDegraded() && !before.worked(now).isDegraded();
    }
}
