package io.moonconnect.stream;

/** What a resource answers with where the answer is a stream; made by {@link Streams}. */
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
