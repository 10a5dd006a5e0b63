package io.moonconnect.moonpay.guard;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Stops calls after repeated failures, and probes for recovery with one call at a time. A call that says nothing about
 * health changes nothing; a probe that does so permits the next probe. Lock-free.
 */
public final class CircuitBreaker {

    /** Retry-After while a probe is in flight, whose duration is unknown. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final int window;
    private final double failureRatio;
    private final long openNanos;
    private final LongSupplier nanoTime;
    private final Consumer<CircuitState> onChange;
    private final AtomicReference<Phase> phase;

    /** Compared by identity, so that a call from an earlier phase cannot affect a later one. */
    private sealed interface Phase {}

    private static final class Closed implements Phase {

        private final AtomicReference<CallWindow> window;

        Closed(int size) {
            window = new AtomicReference<>(CallWindow.ofSize(size));
        }
    }

    private record Open(long until) implements Phase {}

    private record HalfOpen(boolean probing) implements Phase {}

    /** Permission for one call. It must be given the call's result. */
    @FunctionalInterface
    public interface Pass {
        void ended(Health health);
    }

    /**
     * @param nanoTime monotonic clock
     * @param onChange called once for every new state
     */
    public CircuitBreaker(GuardConfig config, LongSupplier nanoTime, Consumer<CircuitState> onChange) {
        this.window = config.breakerWindow();
        this.failureRatio = config.breakerFailureRatio();
        this.openNanos = config.breakerOpen().toNanos();
        this.nanoTime = nanoTime;
        this.onChange = onChange;
        this.phase = new AtomicReference<>(new Closed(window));
    }

    /** Admits a call, or throws {@link CircuitOpenException}. */
    public Pass enter() {
        while (true) {
            Phase current = phase.get();
            if (current instanceof Closed closed) {
                return window == 0 ? ignored -> {} : health -> count(closed, health);
            }
            refuseUnlessDue(current);
            HalfOpen probe = new HalfOpen(true);
            if (phase.compareAndSet(current, probe)) {
                if (current instanceof Open) {
                    onChange.accept(CircuitState.HALF_OPEN);
                }
                return health -> judge(probe, health);
            }
        }
    }

    /** Half-open also while a probe is due and there has been no call yet. */
    public CircuitState state() {
        Phase current = phase.get();
        if (current instanceof Closed) {
            return CircuitState.CLOSED;
        }
        return current instanceof Open open && nanosLeft(open) > 0 ? CircuitState.OPEN : CircuitState.HALF_OPEN;
    }

    private void refuseUnlessDue(Phase current) {
        if (current instanceof HalfOpen halfOpen && halfOpen.probing()) {
            throw new CircuitOpenException(SOON);
        }
        if (current instanceof Open open && nanosLeft(open) > 0) {
            throw new CircuitOpenException(Duration.ofNanos(nanosLeft(open)));
        }
    }

    private void count(Closed closed, Health health) {
        if (health == Health.UNKNOWN) {
            return;
        }
        CallWindow calls = closed.window.updateAndGet(before -> before.with(health == Health.BAD));
        if (calls.hasFailed(failureRatio)) {
            change(closed, open(), CircuitState.OPEN);
        }
    }

    private void judge(HalfOpen probe, Health health) {
        switch (health) {
            case GOOD -> change(probe, new Closed(window), CircuitState.CLOSED);
            case BAD -> change(probe, open(), CircuitState.OPEN);
            case UNKNOWN -> phase.compareAndSet(probe, new HalfOpen(false));
        }
    }

    private void change(Phase from, Phase to, CircuitState state) {
        if (phase.compareAndSet(from, to)) {
            onChange.accept(state);
        }
    }

    private Open open() {
        return new Open(nanoTime.getAsLong() + openNanos);
    }

    private long nanosLeft(Open open) {
        return open.until() - nanoTime.getAsLong();
    }
}
