package io.moonconnect.moonpay.guard;

/**
 * Sliding window over the latest calls.
 *
 * @param failures one bit per call, the latest one lowest; set if it failed
 * @param calls recorded, at most {@code size}
 * @param size capacity, 1 to 64
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

    /** Whether the window is full and at least this share of it failed. */
    boolean hasFailed(double ratio) {
        return calls == size && Long.bitCount(failures) >= ratio * size;
    }
}
