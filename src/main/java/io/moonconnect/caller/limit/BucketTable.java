package io.moonconnect.caller.limit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

import io.moonconnect.caller.limit.TokenBucket.Taken;

/**
 * The token buckets of one limit, by key, in bounded memory: small rows, like the sets of a CPU cache. A missing bucket
 * counts as full. If a row is full, its fullest bucket is evicted, but never an empty one, so that a flood of new keys
 * does not reset exhausted limits. If all are empty, the new key is rejected.
 *
 * <p>A row is immutable and replaced by compare-and-set; a concurrent update retries, so there is no locking.
 */
final class BucketTable {

    /** About 110 bytes per bucket with its key, so at most 7 MB per limit, reached only in a flood of keys. */
    static final int BOUND = 65_536;

    private static final int ROW = 8;

    private static final Comparator<Bucket> FULLEST_FIRST = Comparator.comparingLong(Bucket::fullAt);

    private final AtomicReferenceArray<List<Bucket>> rows;
    private final TokenBucket arithmetic;

    private record Bucket(String key, long fullAt) {}

    /** @param bound maximum number of buckets; a multiple of {@value #ROW} */
    BucketTable(TokenBucket arithmetic, int bound) {
        this.arithmetic = arithmetic;
        this.rows = new AtomicReferenceArray<>(bound / ROW);
        IntStream.range(0, rows.length()).forEach(index -> rows.set(index, List.of()));
    }

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

    /** Number of stored buckets; includes refilled ones until their row is next used. */
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

    /** The row without this key and without refilled buckets. */
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
