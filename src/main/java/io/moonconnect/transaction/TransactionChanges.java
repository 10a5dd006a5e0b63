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
 * Who waits for news of a transaction, and who has some: an announcement wakes the listeners of this replica and, where there
 * is a Redis, those of all others. It says that there may be something new and not what, and it can be lost while Redis is
 * gone, so nobody may rely on it alone.
 */
public class TransactionChanges {

    private static final Logger LOG = Logger.getLogger(TransactionChanges.class);

    private final Map<String, Set<Listener>> listeners = new ConcurrentHashMap<>();
    private final AnnouncementChannel channel;

    /** @param channel made from what is to be called with the ids that others announce */
    TransactionChanges(Function<Consumer<String>, AnnouncementChannel> channel) {
        this.channel = channel.apply(this::wake);
    }

    void open() {
        channel.open();
    }

    void close() {
        channel.close();
    }

    /** Wakes whoever listens for this transaction, here at once. What is no id of a transaction that can be read is nothing. */
    public void announce(String transactionId) {
        if (PathIds.isValid(transactionId)) {
            wake(transactionId);
            channel.send(transactionId);
        }
    }

    /**
     * @param woken called at every announcement, on the thread that it came on: it must be short, and it may be called more
     *     than once at a time
     * @return ends the listening; a call that has begun may still come
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

    /** No record: two who listen with the same code are two. */
    private static final class Listener {

        private final Runnable woken;

        Listener(Runnable woken) {
            this.woken = woken;
        }

        /** One that fails must not keep the others asleep. */
        void wake() {
            try {
                woken.run();
            } catch (RuntimeException fault) {
                LOG.errorf("a listener for a transaction failed, fault=%s", fault.getClass());
            }
        }
    }
}
