package io.moonconnect.caller.limit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.moonconnect.testing.Lengthy;

import static org.assertj.core.api.Assertions.assertThat;

/** The table stays within its bound, and never evicts an exhausted bucket. */
@Lengthy
class BucketTableTest {

    private static final long NOW = Duration.ofDays(20_000).toNanos();

    private static final int SMALL = 256;

    private static final int MILLION = 1_000_000;

    @Test
    void keys_are_limited_independently() {
        BucketTable table = table("3/1s", SMALL);
        assertThat(granted(table, "a", 5)).isEqualTo(3);
        assertThat(granted(table, "b", 5)).isEqualTo(3);
    }

    @Test
    void a_million_keys_never_make_it_grow_past_its_bound() {
        BucketTable table = table("10/1m", SMALL);
        for (int i = 0; i < MILLION; i++) {
            assertThat(table.take("flood-" + i, NOW).granted()).isTrue();
            assertThat(table.size()).isLessThanOrEqualTo(SMALL);
        }
        assertThat(table.size()).isEqualTo(SMALL);
    }

    @Test
    void a_million_keys_do_not_reset_an_exhausted_limit() {
        BucketTable table = table("10/1m", BucketTable.BOUND);
        List<String> atTheirLimit =
                IntStream.range(0, 5_000).mapToObj(i -> "spent-" + i).toList();
        atTheirLimit.forEach(key -> assertThat(granted(table, key, 10)).isEqualTo(10));
        for (int i = 0; i < MILLION; i++) {
            table.take("flood-" + i, NOW);
            assertThat(table.take(atTheirLimit.get(i % atTheirLimit.size()), NOW)
                            .granted())
                    .isFalse();
            if (i % 10_000 == 0) {
                assertThat(table.size()).isLessThanOrEqualTo(BucketTable.BOUND);
            }
        }
        assertThat(atTheirLimit)
                .allSatisfy(key -> assertThat(table.take(key, NOW).granted()).isFalse());
        assertThat(table.size()).isLessThanOrEqualTo(BucketTable.BOUND).isGreaterThan(BucketTable.BOUND * 9 / 10);
    }

    @Test
    void the_fullest_bucket_is_evicted_first() {
        BucketTable table = table("10/1m", SMALL);
        assertThat(granted(table, "busy", 9)).isEqualTo(9);
        for (int i = 0; i < 100 * SMALL; i++) {
            table.take("flood-" + i, NOW);
        }
        assertThat(granted(table, "busy", 9)).isEqualTo(1);
    }

    @Test
    void a_new_key_is_rejected_rather_than_an_empty_bucket_evicted() {
        BucketTable table = table("1/1m", SMALL);
        List<String> granted = IntStream.range(0, MILLION / 10)
                .mapToObj(i -> "key-" + i)
                .filter(key -> table.take(key, NOW).granted())
                .toList();
        assertThat(granted).hasSize(SMALL);
        assertThat(granted)
                .allSatisfy(key -> assertThat(table.take(key, NOW).granted()).isFalse());
        assertThat(table.take("late", NOW).untilNext())
                .isEqualTo(Duration.ofMinutes(1).toNanos());
        assertThat(table.take("late", NOW + Duration.ofMinutes(1).toNanos()).granted())
                .isTrue();
    }

    @Test
    void a_refilled_bucket_is_evicted() {
        BucketTable table = table("1/1m", SMALL);
        IntStream.range(0, MILLION / 10).forEach(i -> table.take("early-" + i, NOW));
        long later = NOW + Duration.ofMinutes(1).toNanos();
        assertThat(IntStream.range(0, MILLION / 10)
                        .filter(i -> table.take("late-" + i, later).granted()))
                .hasSize(SMALL);
        assertThat(table.size()).isEqualTo(SMALL);
    }

    @Test
    void what_was_given_back_leaves_nothing_behind() {
        BucketTable table = table("1/1m", SMALL);
        assertThat(table.take("a", NOW).granted()).isTrue();
        table.giveBack("a", NOW);
        assertThat(table.size()).isZero();
        assertThat(table.take("a", NOW).granted()).isTrue();
    }

    @Test
    void a_full_bucket_takes_no_token_back() {
        BucketTable table = table("2/1m", SMALL);
        table.giveBack("a", NOW);
        assertThat(granted(table, "a", 5)).isEqualTo(2);
    }

    /** One row, so that all threads change the same one all the time. */
    @Test
    void no_token_is_given_twice_however_many_ask_at_once() throws Exception {
        BucketTable table = table("100000/1d", 8);
        List<String> keys = List.of("a", "b", "c");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> asking = () ->
                    keys.stream().mapToInt(key -> granted(table, key, 50_000)).sum();
            int granted = 0;
            for (Future<Integer> answer : threads.invokeAll(List.of(asking, asking, asking, asking))) {
                granted += answer.get();
            }
            assertThat(granted).isEqualTo(300_000);
        } finally {
            threads.shutdownNow();
        }
    }

    private static int granted(BucketTable table, String key, int times) {
        int granted = 0;
        for (int i = 0; i < times; i++) {
            granted += table.take(key, NOW).granted() ? 1 : 0;
        }
        return granted;
    }

    private static BucketTable table(String limit, int bound) {
        return new BucketTable(new TokenBucket(Limit.of(limit)), bound);
    }
}
