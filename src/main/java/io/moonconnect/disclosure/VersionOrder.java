package io.moonconnect.disclosure;

import java.math.BigInteger;
import java.util.Comparator;

/** Compares versions by part and numerically: {@code 10} follows {@code 9}, {@code 1.10} follows {@code 1.9}. */
final class VersionOrder implements Comparator<String> {

    static final VersionOrder INSTANCE = new VersionOrder();

    private VersionOrder() {}

    @Override
    public int compare(String one, String other) {
        String[] parts = one.split("[._-]");
        String[] others = other.split("[._-]");
        for (int i = 0; i < Math.min(parts.length, others.length); i++) {
            int order = comparePart(parts[i], others[i]);
            if (order != 0) {
                return order;
            }
        }
        int byLength = Integer.compare(parts.length, others.length);
        return byLength != 0 ? byLength : one.compareTo(other);
    }

    private static int comparePart(String one, String other) {
        boolean number = isNumber(one);
        if (number && isNumber(other)) {
            return new BigInteger(one).compareTo(new BigInteger(other));
        }
        return number != isNumber(other) ? (number ? -1 : 1) : one.compareTo(other);
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
