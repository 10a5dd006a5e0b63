package io.moonconnect.stream;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Something that a stream tells.
 *
 * @param name the {@code event} field, one of few: it is a tag of the metrics
 * @param key what it is about. A client that reads slowly gets the newest event of each key only, so a stream must not have
 *     more keys than it may hold events in memory.
 * @param body the {@code data} field, written as JSON once the client takes it
 */
public record StreamEvent(String name, String key, Object body) {

    static final String BYE = "bye";

    /** The body of {@code bye}. */
    @RegisterForReflection
    public record Bye(String reason) {}

    /** An event that is the only one of its name. */
    public static StreamEvent of(String name, Object body) {
        return new StreamEvent(name, name, body);
    }

    /** The last event: whatever follows it is not sent. */
    public static StreamEvent bye(String reason) {
        return of(BYE, new Bye(reason));
    }

    boolean isLast() {
        return name.equals(BYE);
    }
}
