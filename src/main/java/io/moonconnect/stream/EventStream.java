package io.moonconnect.stream;

/** The entity of a streaming response; created by {@link Streams}. */
public final class EventStream {

    private final StreamKind kind;
    private final EventSource source;

    EventStream(StreamKind kind, EventSource source) {
        this.kind = kind;
        this.source = source;
    }

    StreamKind kind() {
        return kind;
    }

    EventSource source() {
        return source;
    }
}
