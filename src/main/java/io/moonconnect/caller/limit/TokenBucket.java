package io.moonconnect.caller.limit;

/**
 * Stateless token bucket arithmetic (generic cell rate algorithm). A bucket's only state is the time at which it is
 * full again, so buckets can be evicted after that time and updated by one compare-and-set, unlike Bucket4j's; tests
 * compare both. Times and durations are nanoseconds.
 */
final class TokenBucket {

    /** Refill time of one token, and of the whole bucket. */
    private final long perToken;

    private final long perBucket;

    TokenBucket(Limit limit) {
        this.perToken = limit.period().toNanos() / limit.count();
        this.perBucket = perToken * limit.count();
    }

    /** The result of taking a token, with the next state, the tokens left, and the time until one is added. */
    record Taken(boolean granted, long fullAt, long remaining, long untilNext) {}

    Taken take(long fullAt, long now) {
        long from = within(fullAt, now);
        long afterwards = from + perToken - now;
        if (afterwards > perBucket) {
            return new Taken(false, from, 0, afterwards - perBucket);
        }
        long free = perBucket - afterwards;
        long remaining = free / perToken;
        return new Taken(true, from + perToken, remaining, (remaining + 1) * perToken - free);
    }

    /** The new {@code fullAt} after a token is returned. */
    long giveBack(long fullAt) {
        return fullAt - perToken;
    }

    boolean isFull(long fullAt, long now) {
        return fullAt <= now;
    }

    /** Whether no token is left. */
    boolean isEmpty(long fullAt, long now) {
        return within(fullAt, now) + perToken - now > perBucket;
    }

    /** Clamps {@code fullAt} to what an empty bucket needs; it exceeds that only if {@code now} went back. */
    private long within(long fullAt, long now) {
        return Math.min(Math.max(fullAt, now), now + perBucket);
    }
}
