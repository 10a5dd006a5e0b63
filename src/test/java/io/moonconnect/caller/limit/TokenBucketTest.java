package io.moonconnect.caller.limit;

import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.moonconnect.caller.limit.TokenBucket.Taken;

import static org.assertj.core.api.Assertions.assertThat;

/** A bucket gives as many tokens as its limit says, and one more as time goes by. */
class TokenBucketTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private static final long START = 1_795_000_000L * SECOND;

    private static final int STEPS = 20_000;

    /** A clock for Bucket4j that stands still until it is moved. */
    private static final class Meter implements TimeMeter {

        private long nanos = START;

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }

    /** Bucket4j's bucket with greedy refill is what ours has to equal; it changes in place, so the table cannot hold it. */
    @ParameterizedTest
    @ValueSource(strings = {"1/1s", "10/1s", "500/1s", "10/1m", "4/1h", "1000000/1s"})
    void it_does_what_bucket4j_does(String text) {
        Limit limit = Limit.of(text);
        Meter meter = new Meter();
        Bucket theirs = Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(limit.count()).refillGreedy(limit.count(), limit.period()))
                .withCustomTimePrecision(meter)
                .build();
        TokenBucket ours = new TokenBucket(limit);
        long fullAt = START;
        long perToken = limit.period().toNanos() / limit.count();
        Random random = new Random(17);
        int granted = 0;
        for (int step = 0; step < STEPS; step++) {
            meter.nanos += random.nextInt(4) == 0 ? (long) (random.nextDouble() * 3 * perToken) : 0;
            Taken taken = ours.take(fullAt, meter.nanos);
            ConsumptionProbe probe = theirs.tryConsumeAndReturnRemaining(1);
            assertThat(taken.granted()).as("step %d", step).isEqualTo(probe.isConsumed());
            assertThat(taken.remaining()).isEqualTo(probe.getRemainingTokens());
            if (!taken.granted()) {
                assertThat(taken.untilNext()).isEqualTo(probe.getNanosToWaitForRefill());
            }
            assertThat(taken.fullAt() - meter.nanos).isEqualTo(probe.getNanosToWaitForReset());
            granted += taken.granted() ? 1 : 0;
            fullAt = taken.fullAt();
        }
        assertThat(granted).isBetween(STEPS / 10, STEPS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1/1s", "3/1s", "7/1m", "10/1m", "999983/1d"})
    void it_starts_with_all_of_its_tokens_and_no_more(String text) {
        Limit limit = Limit.of(text);
        TokenBucket bucket = new TokenBucket(limit);
        long fullAt = START;
        for (long left = limit.count() - 1; left >= 0; left--) {
            assertThat(bucket.isEmpty(fullAt, START)).isFalse();
            Taken taken = bucket.take(fullAt, START);
            assertThat(taken.granted()).isTrue();
            assertThat(taken.remaining()).isEqualTo(left);
            fullAt = taken.fullAt();
        }
        assertThat(bucket.isEmpty(fullAt, START)).isTrue();
        assertThat(bucket.take(fullAt, START).granted()).isFalse();
        assertThat(fullAt - START).isLessThanOrEqualTo(limit.period().toNanos());
    }

    @Test
    void it_says_when_there_is_one_more() {
        TokenBucket bucket = new TokenBucket(Limit.of("10/1s"));
        Taken first = bucket.take(START, START);
        Taken second = bucket.take(first.fullAt(), START + SECOND / 20);
        assertThat(second.remaining()).isEqualTo(8);
        assertThat(second.untilNext()).isEqualTo(SECOND / 20);
        Taken later = bucket.take(second.fullAt(), START + SECOND / 20 + second.untilNext());
        assertThat(later.remaining()).isEqualTo(8);
    }

    @Test
    void a_token_that_was_given_back_can_be_taken_again() {
        TokenBucket bucket = new TokenBucket(Limit.of("1/1m"));
        long fullAt = bucket.take(START, START).fullAt();
        assertThat(bucket.take(fullAt, START).granted()).isFalse();
        assertThat(bucket.take(bucket.giveBack(fullAt), START).granted()).isTrue();
    }

    @Test
    void a_clock_that_is_set_back_delays_by_one_period_at_most() {
        TokenBucket bucket = new TokenBucket(Limit.of("2/1m"));
        long fullAt = bucket.take(bucket.take(START, START).fullAt(), START).fullAt();
        long earlier = START - 3600 * SECOND;
        Taken refused = bucket.take(fullAt, earlier);
        assertThat(refused.granted()).isFalse();
        assertThat(refused.untilNext()).isEqualTo(30 * SECOND);
        assertThat(bucket.take(refused.fullAt(), earlier + 30 * SECOND).granted())
                .isTrue();
    }
}
