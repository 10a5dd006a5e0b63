package io.moonconnect.caller.limit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

import io.moonconnect.caller.limit.TokenBucket.Taken;

/**
 * The buckets of one limit, by key, in bounded memory: rows of few buckets each, like the sets of a processor's cache. Who
 * has no bucket has a full one. Where a row has no room, the fullest of its buckets is forgotten, but never an empty one: a
 * flood of keys does not set free whoever is at their limit. If all are empty, the newcomer is refused.
 *
 * <p>A row is immutable and replaced in one step, so that what was seen of it is still true when it changes; whoever comes
 * second tries again, and nobody waits.
 */
final class BucketTable {

    /** A bucket with its key is about 110 bytes, so all of them are 7 MB: for each limit, and only in a flood. */
    static final int BOUND = 65_536;

    private static final int ROW = 8;

    private static final Comparator<Bucket> FULLEST_FIRST = Comparator.comparingLong(Bucket::fullAt);

    private final AtomicReferenceArray<List<Bucket>> rows;
    private final TokenBucket arithmetic;

    private record Bucket(String key, long fullAt) {}

    /** @param bound how many buckets there can be; a multiple of {@value #ROW} */
    BucketTable(TokenBucket arithmetic, int bound) {
        this.arithmetic = arithmetic;
        this.rows = new AtomicReferenceArray<>(bound / ROW);
        IntStream.range(0, rows.length()).forEach(index -> rows.set(index, List.of()));
    }

    /** Takes a token from the bucket of this key. */
    Taken take(String key, long now) {
        while (true) {
            List<Bucket> row = rows.get(index(key));
            Taken taken = arithmetic.take(fullAt(row, key, now), now);
            List<Bucket> changed = others(row, key, now);
            if (changed.size() == ROW) {
                Bucket fullest = changed.stream().min(FULLEST_FIRST).orElseThrow();
                if (arithmetic.isEmpty(fullest.fullAt(), now)) {
                    return arithmetic.take(fullest.fullAt(), now);
                }
                changed.remove(fullest);
            }
            changed.add(new Bucket(key, taken.fullAt()));
            if (rows.compareAndSet(index(key), row, changed)) {
                return taken;
            }
        }
    }

    /** Puts a token back into the bucket of this key. */
    void giveBack(String key, long now) {
        List<Bucket> row;
        List<Bucket> changed;
        do {
            row = rows.get(index(key));
            changed = others(row, key, now);
            long fullAt = arithmetic.giveBack(fullAt(row, key, now));
            if (!arithmetic.isFull(fullAt, now)) {
                changed.add(new Bucket(key, fullAt));
            }
        } while (!rows.compareAndSet(index(key), row, changed));
    }

    /** How many buckets there are; those that have filled are forgotten when their row is next used. */
    int size() {
        return IntStream.range(0, rows.length())
                .map(index -> rows.get(index).size())
                .sum();
    }

    private int index(String key) {
        return Math.floorMod(key.hashCode(), rows.length());
    }

    private static long fullAt(List<Bucket> row, String key, long now) {
        for (Bucket bucket : row) {
            if (bucket.key().equals(key)) {
                return bucket.fullAt();
            }
        }
        return now;
    }

    /** The row without this key, and without what need not be remembered. */
    private List<Bucket> others(List<Bucket> row, String key, long now) {
        List<Bucket> others = new ArrayList<>(ROW);
        for (Bucket bucket : row) {
            if (!bucket.key().equals(key) && !arithmetic.isFull(bucket.fullAt(), now)) {
                others.add(bucket);
            }
        }
        return others;
    }
}
