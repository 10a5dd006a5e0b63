package io.moonconnect.http;

/** Characters of ASCII, to check by what every request brings: a pattern takes several times as long. */
public final class AsciiSet {

    private static final int ASCII = 128;

    /** What can be seen, and the space. */
    public static final AsciiSet PRINTABLE = between(' ', '~');

    private final boolean[] members = new boolean[ASCII];

    private AsciiSet() {}

    /** Letters, digits, and what else is named. */
    public static AsciiSet alphanumericAnd(String others) {
        AsciiSet set = new AsciiSet().add('a', 'z').add('A', 'Z').add('0', '9');
        others.chars().forEach(other -> set.members[other] = true);
        return set;
    }

    /** All from one to the other, both included. */
    public static AsciiSet between(char first, char last) {
        return new AsciiSet().add(first, last);
    }

    /** Whether a text has no other character; the empty one has none. */
    public boolean containsAll(String text) {
        return containsAll(text, text.length());
    }

    /** The same of so many characters from its beginning. */
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
