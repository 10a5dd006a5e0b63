package io.moonconnect.caller.limit;

/**
 * The arithmetic of a token bucket that starts full and fills evenly, as the generic cell rate algorithm has it: all that a
 * bucket has to remember is the moment at which it is full again. So one can be forgotten from that moment on, and be
 * changed in a single step, which those of Bucket4j cannot; tests hold it against them. Moments and spans are nanoseconds.
 */
final class TokenBucket {

    /** What filling takes for one token, and for all of them. */
    private final long perToken;

    private final long perBucket;

    TokenBucket(Limit limit) {
        this.perToken = limit.period().toNanos() / limit.count();
        this.perBucket = perToken * limit.count();
    }

    /**
     * What came of asking for a token.
     *
     * @param granted whether it was there
     * @param fullAt when the bucket is full again
     * @param remaining tokens that are left
     * @param untilNext what it takes until there is one more
     */
    record Taken(boolean granted, long fullAt, long remaining, long untilNext) {}

    Taken take(long fullAt, long now) {
        long from = within(fullAt, now);
        long afterwards = from + perToken - now;
        if (afterwards > perBucket) {
            return new Taken(false, from, 0, afterwards - perBucket);
        }
        long room = perBucket - afterwards;
        long remaining = room / perToken;
        return new Taken(true, from + perToken, remaining, (remaining + 1) * perToken - room);
    }

    /** When a bucket is full again after it got a token back. */
    long giveBack(long fullAt) {
        return fullAt - perToken;
    }

    boolean isFull(long fullAt, long now) {
        return fullAt <= now;
    }

    /** Whether there is no token in it: its limit is reached. */
    boolean isEmpty(long fullAt, long now) {
        return within(fullAt, now) + perToken - now > perBucket;
    }

    /** No bucket needs longer than an empty one; one that seems to was filled before the clock was set back. */
    private long within(long fullAt, long now) {
        return Math.min(Math.max(fullAt, now), now + perBucket);
    }
}
