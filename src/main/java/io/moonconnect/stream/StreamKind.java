package io.moonconnect.stream;

import java.util.Locale;

/** The kind of a stream: the metric tag {@code kind}. */
public enum StreamKind {
    QUOTES,
    TRANSACTION;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
