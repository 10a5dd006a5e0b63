package io.moonconnect.audit;

import io.moonconnect.http.AsciiSet;

/** Sanitizes untrusted text for events. */
final class PrintableText {

    private static final int MAX_LENGTH = 1024;

    private PrintableText() {}

    /** Truncates the text, and replaces line breaks, invisible characters and bidirectional controls. */
    static String of(String value) {
        if (value.length() <= MAX_LENGTH && AsciiSet.PRINTABLE.containsAll(value)) {
            return value;
        }
        StringBuilder text = new StringBuilder();
        value.codePoints().limit(MAX_LENGTH).forEach(c -> text.appendCodePoint(isPrintable(c) ? c : '?'));
        return text.toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
