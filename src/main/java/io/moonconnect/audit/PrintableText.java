package io.moonconnect.audit;

import io.moonconnect.http.AsciiSet;

/** What somebody else chose, made fit for an event. */
final class PrintableText {

    private static final int MAX_LENGTH = 1024;

    private PrintableText() {}

    /**
     * Bounded, and without characters that end a line, hide, or turn the order of what is read around. Nearly all that comes
     * is its own text.
     */
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
