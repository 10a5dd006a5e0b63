package io.moonconnect.stream;

import io.smallrye.mutiny.Multi;

/** The entity of a streaming response; created by {@link Streams}. */
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
