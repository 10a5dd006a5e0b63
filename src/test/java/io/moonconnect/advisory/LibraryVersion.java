package io.moonconnect.advisory;

import java.util.Arrays;

/** The version of a library, by its numbers alone: none of what ships here is before its release ({@code .Final} is one). */
record LibraryVersion(int... numbers) implements Comparable<LibraryVersion> {

    static LibraryVersion of(String text) {
        return new LibraryVersion(Arrays.stream(text.split("[.-]"))
                .takeWhile(part -> part.matches("\\d+"))
                .mapToInt(Integer::parseInt)
                .toArray());
    }

    @Override
    public int compareTo(LibraryVersion other) {
        int length = Math.max(numbers.length, other.numbers.length);
        return Arrays.compare(Arrays.copyOf(numbers, length), Arrays.copyOf(other.numbers, length));
    }
}
