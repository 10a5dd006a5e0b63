package io.moonconnect.moonpay.guard;

/**
 * How the newest calls ended.
 *
 * @param failures a bit each, the newest one lowest, set where it failed
 * @param calls how many there are, at most {@code size}
 * @param size how many are looked at, 1 to 64
 */
record CallWindow(long failures, int calls, int size) {

    static final int LARGEST = Long.SIZE;

    static CallWindow ofSize(int size) {
        return new CallWindow(0, 0, size);
    }

    CallWindow with(boolean failed) {
        long all = failures << 1 | (failed ? 1 : 0);
        return new CallWindow(all & -1L >>> LARGEST - size, Math.min(calls + 1, size), size);
    }

    /** Whether there are enough calls to judge by, and at least this share of them failed. */
    boolean hasFailed(double ratio) {
        return calls == size && Long.bitCount(failures) >= ratio * size;
    }
}
