package io.moonconnect.stream;

/** The entity of a streaming response; created by {@link Streams}. */
public record EventStream(StreamKind kind, EventSource source) {}
