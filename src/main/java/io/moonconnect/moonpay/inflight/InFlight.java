package io.moonconnect.moonpay.inflight;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * The reads that are in flight, by what they read: whoever wants the same joins. Joining, leaving and ending are atomic steps
 * on the key; nobody is told or called within one. Nothing is left of a call that has ended.
 *
 * @param <K> what is read, and for whom
 * @param <V> the answer
 */
public final class InFlight<K, V> {

    private final Map<K, Flight<V>> flights = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final BiConsumer<K, V> memory;
    private final Runnable joined;

    /**
     * @param memory told of every answer, in one step with the end of its call, unless that was detached; must be quick
     * @param joined told of everyone who joined a call of somebody else's
     */
    public InFlight(Vertx vertx, BiConsumer<K, V> memory, Runnable joined) {
        this.vertx = vertx;
        this.memory = memory;
        this.joined = joined;
    }

    /**
     * Waits for the call that is in flight, or for a new one. Whoever has no more patience goes by cancelling, which cancels
     * the call when nobody else waits for it.
     *
     * @param call what the newcomer would send
     */
    public Uni<V> join(K key, SharedCall<V> call) {
        return Uni.createFrom().emitter(emitter -> {
            Waiter<V> waiter = new Waiter<>(vertx, emitter);
            Flight<V> flight = flights.compute(key, (same, current) -> seat(current, call, waiter));
            emitter.onTermination(() -> leave(key, flight, waiter));
            if (flight.isStartedBy(waiter)) {
                start(key, flight);
            } else {
                joined.run();
            }
        });
    }

    /**
     * From now on nobody joins the call that is in flight, and its answer is not for the memory. Those who wait for it already
     * get it.
     *
     * @param meanwhile done in the same step; must be quick
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

    private static <V> Flight<V> seat(Flight<V> current, SharedCall<V> call, Waiter<V> waiter) {
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
        flight.tell(answer);
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
