package io.moonconnect.moonpay.inflight;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Deduplicates concurrent reads: an equal one joins the call in flight. Joining, leaving and ending are atomic steps on
 * the key; calls start and waiters get their results outside these steps. Completed calls are not kept.
 *
 * @param <K> identity of a read
 * @param <V> result of a read
 */
public final class InFlight<K, V> {

    private final Map<K, Flight<V>> flights = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final BiConsumer<K, V> memory;
    private final Runnable joined;

    /**
     * @param memory gets every answer, in one step with the end of its call, unless that was detached; must be
     *     quick
     * @param joined runs for each caller that joined an existing call
     */
    public InFlight(Vertx vertx, BiConsumer<K, V> memory, Runnable joined) {
        this.vertx = vertx;
        this.memory = memory;
        this.joined = joined;
    }

    /**
     * Joins the call in flight, or starts one. A waiter leaves by cancelling; the call is cancelled with its last
     * waiter.
     *
     * @param call used to start a call, or to extend the deadline of the one in flight
     */
    public Uni<V> join(K key, SharedCall<V> call) {
        return Uni.createFrom().emitter(emitter -> {
            Waiter<V> waiter = new Waiter<>(vertx, emitter);
            Flight<V> flight = flights.compute(key, (same, current) -> joinOrStart(current, call, waiter));
            emitter.onTermination(() -> leave(key, flight, waiter));
            if (flight.isStartedBy(waiter)) {
                start(key, flight);
            } else {
                joined.run();
            }
        });
    }

    /**
     * Detaches the call in flight: its waiters still get the answer, but no newcomer joins it and its answer is not for
     * the memory.
     *
     * @param meanwhile runs in the same step; must be quick
     */
    public void detach(K key, Runnable meanwhile) {
        flights.compute(key, (same, current) -> {
            meanwhile.run();
            return null;
        });
    }

    public int size() {
        return flights.size();
    }

    private static <V> Flight<V> joinOrStart(Flight<V> current, SharedCall<V> call, Waiter<V> waiter) {
        if (current == null || !current.isUrgentEnoughFor(call)) {
            return new Flight<>(call, waiter);
        }
        current.add(call, waiter);
        return current;
    }

    private void start(K key, Flight<V> flight) {
        flight.start(
                item -> end(key, flight, () -> memory.accept(key, item), waiter -> waiter.complete(item)),
                failure -> end(key, flight, () -> {}, waiter -> waiter.fail(failure)));
    }

    private void end(K key, Flight<V> flight, Runnable remember, Consumer<Waiter<V>> answer) {
        flights.compute(key, (same, current) -> {
            flight.finish();
            if (current != flight) {
                return current;
            }
            remember.run();
            return null;
        });
        flight.deliver(answer);
    }

    private void leave(K key, Flight<V> flight, Waiter<V> waiter) {
        if (flight.isOver()) {
            return;
        }
        flights.compute(key, (same, current) -> {
            flight.remove(waiter);
            return current == flight && flight.isOver() ? null : current;
        });
        if (flight.isOver()) {
            flight.cancel();
        }
    }
}
