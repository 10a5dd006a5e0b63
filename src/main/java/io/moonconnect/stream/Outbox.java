package io.moonconnect.stream;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Pending events, conflated by key: slow clients get the current state, and memory is bounded. */
final class Outbox {

    private final Map<String, StreamEvent> waiting = new LinkedHashMap<>();

    /** A replaced event moves to the end of the queue, because it may depend on events queued since. */
    void put(StreamEvent event) {
        waiting.remove(event.key());
        waiting.put(event.key(), event);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Removes and returns the next event. */
    StreamEvent take() {
        Iterator<StreamEvent> oldest = waiting.values().iterator();
        StreamEvent next = oldest.next();
        oldest.remove();
        return next;
    }

    void clear() {
        waiting.clear();
    }
}
