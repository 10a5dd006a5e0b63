package io.moonconnect.moonpay.inflight;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * A shared call and its waiters. Waiters change only inside {@link InFlight}'s {@code compute()}, and never after
 * completion.
 */
final class Flight<V> {

    private static final Cancellable CANCELLED = () -> {};

    private final SharedCall<V> call;
    private final Waiter<V> starter;
    private final Set<Waiter<V>> waiters = new HashSet<>();
    private final AtomicReference<Cancellable> subscription = new AtomicReference<>();
    private volatile boolean over;

    Flight(SharedCall<V> call, Waiter<V> starter) {
        this.call = call;
        this.starter = starter;
        waiters.add(starter);
    }

    /** A newcomer must not wait for a permit in a less urgent class than its own. */
    boolean isUrgentEnoughFor(SharedCall<V> newcomer) {
        return call.permitClass().compareTo(newcomer.permitClass()) <= 0;
    }

    boolean isStartedBy(Waiter<V> waiter) {
        return waiter == starter;
    }

    /** The call gets the latest deadline of its waiters. */
    void add(SharedCall<V> newcomer, Waiter<V> waiter) {
        call.allow(newcomer.patience());
        waiters.add(waiter);
    }

    /** The call is over once it has no waiters. */
    void remove(Waiter<V> waiter) {
        if (!over) {
            waiters.remove(waiter);
            over = waiters.isEmpty();
        }
    }

    void finish() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    /** Call only once it is over. */
    void deliver(Consumer<Waiter<V>> result) {
        waiters.forEach(result);
    }

    void start(Consumer<V> onItem, Consumer<Throwable> onFailure) {
        Cancellable started = Uni.createFrom().deferred(call::send).subscribe().with(onItem, onFailure);
        if (!subscription.compareAndSet(null, started)) {
            started.cancel();
        }
    }

    void cancel() {
        Cancellable started = subscription.getAndSet(CANCELLED);
        if (started != null) {
            started.cancel();
        }
    }
}
