package io.moonconnect.stream;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Pending events, conflated by key: slow clients get the current state, and memory is bounded. */
final class Outbox {

    /** Usually empty; an empty outbox has no map of its own, to save memory per stream. */
    private Map<String, StreamEvent> waiting = Collections.emptyMap();

    /** A replaced event moves to the end of the queue, because it may depend on events queued since. */
    void put(StreamEvent event) {
        if (waiting.isEmpty()) {
            waiting = new LinkedHashMap<>();
        }
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
        if (waiting.isEmpty()) {
            clear();
        }
        return next;
    }

    void clear() {
        waiting = Collections.emptyMap();
    }
}
