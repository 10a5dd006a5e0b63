package io.moonconnect.moonpay.guard;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Stops calls to what has kept failing, and lets one through from time to time to see whether it is well again. A call whose
 * end says nothing about that changes nothing, and a probe that ends so makes room for the next one. Lock-free.
 */
public final class CircuitBreaker {

    /** While a probe is on its way nobody knows how long it will take. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final int window;
    private final double failureRatio;
    private final long openNanos;
    private final LongSupplier nanoTime;
    private final Consumer<CircuitState> onChange;
    private final AtomicReference<Phase> phase;

    /** Compared by identity, so that a call that began in an earlier phase has no say in a later one. */
    private sealed interface Phase {}

    private static final class Closed implements Phase {

        private final AtomicReference<CallWindow> window;

        Closed(int size) {
            window = new AtomicReference<>(CallWindow.ofSize(size));
        }
    }

    private record Open(long until) implements Phase {}

    private record HalfOpen(boolean probing) implements Phase {}

    /** The right to make one call. It must be told how the call ended. */
    @FunctionalInterface
    public interface Pass {
        void ended(Health health);
    }

    /**
     * @param nanoTime the clock that never jumps
     * @param onChange is told every new state, once
     */
    public CircuitBreaker(GuardConfig config, LongSupplier nanoTime, Consumer<CircuitState> onChange) {
        this.window = config.breakerWindow();
        this.failureRatio = config.breakerFailureRatio();
        this.openNanos = config.breakerOpen().toNanos();
        this.nanoTime = nanoTime;
        this.onChange = onChange;
        this.phase = new AtomicReference<>(new Closed(window));
    }

    /** Lets a call through, or throws {@link CircuitOpenException}. */
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

    /** Half-open too when it is time for a probe and none has come yet. */
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
