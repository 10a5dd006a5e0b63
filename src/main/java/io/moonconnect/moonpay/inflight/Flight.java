package io.moonconnect.moonpay.inflight;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * One call and those who wait for it. Who comes and goes is changed only in the atomic steps of {@link InFlight}; once it is
 * over, nobody does any more.
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

    /** A call that waits for a permit in a less urgent class would make the newcomer wait there too. */
    boolean isUrgentEnoughFor(SharedCall<V> newcomer) {
        return call.permitClass().compareTo(newcomer.permitClass()) <= 0;
    }

    boolean isStartedBy(Waiter<V> waiter) {
        return waiter == starter;
    }

    /** The call has the time of the most patient of those who wait for it. */
    void add(SharedCall<V> newcomer, Waiter<V> waiter) {
        call.allow(newcomer.patience());
        waiters.add(waiter);
    }

    /** It is over without an answer when this was the last one. */
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

    /** Only once it is over. */
    void tell(Consumer<Waiter<V>> answer) {
        waiters.forEach(answer);
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
