package io.moonconnect.http;

/** A set of ASCII characters for checks on every request; several times as fast as a regular expression. */
public final class AsciiSet {

    private static final int ASCII = 128;

    /** Visible characters and space. */
    public static final AsciiSet PRINTABLE = between(' ', '~');

    private final boolean[] members = new boolean[ASCII];

    private AsciiSet() {}

    /** Letters, digits and the given characters. */
    public static AsciiSet alphanumericAnd(String others) {
        AsciiSet set = new AsciiSet().add('a', 'z').add('A', 'Z').add('0', '9');
        others.chars().forEach(other -> set.members[other] = true);
        return set;
    }

    /** The characters from {@code first} to {@code last}, inclusive. */
    public static AsciiSet between(char first, char last) {
        return new AsciiSet().add(first, last);
    }

    /** Whether the text contains no other characters; true if it is empty. */
    public boolean containsAll(String text) {
        return containsAll(text, text.length());
    }

    /** As above, for the first {@code length} characters. */
    public boolean containsAll(String text, int length) {
        for (int i = 0; i < length; i++) {
            char character = text.charAt(i);
            if (character >= ASCII || !members[character]) {
                return false;
            }
        }
        return true;
    }

    private AsciiSet add(char first, char last) {
        for (char character = first; character <= last; character++) {
            members[character] = true;
        }
        return this;
    }
}
