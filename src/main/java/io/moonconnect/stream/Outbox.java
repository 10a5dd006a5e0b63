package io.moonconnect.stream;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Events that the client has not taken yet, oldest first: of each key the newest one only, so that a client that reads slowly
 * finds how things are and not how they came to be, and costs no more memory the longer it takes.
 */
final class Outbox {

    /** Hardly ever has a stream anything in it: then there is no map for it. */
    private Map<String, StreamEvent> waiting = Collections.emptyMap();

    /** The newest one is the last in line too: what was said in between may be what it is based on. */
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

    /** The next one, which is no longer in it. */
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
