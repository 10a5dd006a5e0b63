package io.moonconnect.stream;

import io.smallrye.mutiny.Multi;

/** What a resource answers with where the answer is a stream; made by {@link Streams}. */
public final class EventStream {

    private final StreamKind kind;
    private final Multi<StreamEvent> events;

    EventStream(StreamKind kind, Multi<StreamEvent> events) {
        this.kind = kind;
        this.events = events;
    }

    StreamKind kind() {
        return kind;
    }

    Multi<StreamEvent> events() {
        return events;
    }
}
