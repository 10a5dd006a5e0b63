package io.moonconnect.stream;

import java.util.Locale;

/** What a stream is about: the value of the metrics' {@code kind} tag. */
public enum StreamKind {
    QUOTES,
    TRANSACTION;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
