package io.moonconnect.stream;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * An event of a stream.
 *
 * @param name the {@code event} field; one of few, because it is a metric tag
 * @param key the subject. Pending events with the same key are conflated, so the number of keys bounds the
 *     memory of a stream.
 * @param body the {@code data} field, serialized to JSON when it is written
 */
public record StreamEvent(String name, String key, Object body) {

    static final String BYE = "bye";

    @RegisterForReflection
    public record Bye(String reason) {}

    /** An event that uses its name as its key. */
    public static StreamEvent of(String name, Object body) {
        return new StreamEvent(name, name, body);
    }

    /** The last event; later ones are dropped. */
    public static StreamEvent bye(String reason) {
        return of(BYE, new Bye(reason));
    }

    boolean isLast() {
        return name.equals(BYE);
    }
}
