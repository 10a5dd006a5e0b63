package io.moonconnect.transaction;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.moonconnect.http.PathIds;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * Wakes the listeners of a transaction when a change is announced, on this replica and, through Redis, on all others.
 * An announcement carries no state and may be lost while Redis is unavailable, so listeners must also poll.
 */
public class TransactionChanges {

    private static final Logger LOG = Logger.getLogger(TransactionChanges.class);

    private final Map<String, Set<Listener>> listeners = new ConcurrentHashMap<>();
    private final AnnouncementChannel channel;

    /** @param channel creates the channel, given the consumer of other replicas' announcements */
    TransactionChanges(Function<Consumer<String>, AnnouncementChannel> channel) {
        this.channel = channel.apply(this::wake);
    }

    void open() {
        channel.open();
    }

    void close() {
        channel.close();
    }

    /** Wakes the listeners of this transaction. Invalid ids are ignored. */
    public void announce(String transactionId) {
        if (PathIds.isValid(transactionId)) {
            wake(transactionId);
            channel.send(transactionId);
        }
    }

    /**
     * @param woken called for each announcement on its thread, possibly concurrently; must not block
     * @return stops listening; a call in progress may still complete
     */
    public Cancellable listen(String transactionId, Runnable woken) {
        Listener listener = new Listener(woken);
        listeners.compute(transactionId, (id, others) -> with(listener, others));
        return () -> listeners.computeIfPresent(transactionId, (id, all) -> without(listener, all));
    }

    private void wake(String transactionId) {
        listeners.getOrDefault(transactionId, Set.of()).forEach(Listener::wake);
    }

    private static Set<Listener> with(Listener listener, Set<Listener> others) {
        Set<Listener> all = others == null ? ConcurrentHashMap.newKeySet() : others;
        all.add(listener);
        return all;
    }

    private static Set<Listener> without(Listener listener, Set<Listener> all) {
        all.remove(listener);
        return all.isEmpty() ? null : all;
    }

    /** Not a record: identity semantics, since two listeners may share the same callback. */
    private static final class Listener {

        private final Runnable woken;

        Listener(Runnable woken) {
            this.woken = woken;
        }

        /** A failing listener must not affect the others. */
        void wake() {
            try {
                woken.run();
            } catch (RuntimeException fault) {
                LOG.errorf("unexpected failure in a transaction listener, fault=%s", fault.getClass());
            }
        }
    }
}
