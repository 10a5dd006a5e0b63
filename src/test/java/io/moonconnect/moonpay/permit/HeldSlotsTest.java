package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.moonconnect.moonpay.permit.SlotScript.Slots;

import static org.assertj.core.api.Assertions.assertThat;

/** When slots are usable, whatever the round trip to Redis takes. */
class HeldSlotsTest {

    private static final Rate RATE = new Rate(27, 3);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void a_slot_is_usable_from_the_tolerance_before_its_time_until_its_time() {
        HeldSlots held = new HeldSlots(RATE);
        long time = SECOND.toNanos();
        held.add(slots(1, SECOND), 0, 0, 0);
        assertThat(held.use(time - RATE.tolerance() - 1)).isFalse();
        assertThat(held.use(time - RATE.tolerance())).isTrue();
        held.add(slots(1, SECOND), 0, 0, 0);
        assertThat(held.use(time + 1)).isFalse();
        assertThat(held.isEmpty()).isTrue();
    }

    @Test
    void the_round_trip_to_redis_shortens_its_validity_at_both_ends() {
        HeldSlots held = new HeldSlots(RATE);
        long sent = 0;
        long arrived = Duration.ofMillis(10).toNanos();
        held.add(slots(2, SECOND), sent, arrived, 0);
        assertThat(held.next()).isEqualTo(arrived + SECOND.toNanos() - RATE.tolerance());
        assertThat(held.use(sent + SECOND.toNanos())).isTrue();
        assertThat(held.use(sent + SECOND.toNanos() + RATE.interval() + 1)).isFalse();
    }

    @Test
    void unusable_slots_are_not_held() {
        HeldSlots held = new HeldSlots(RATE);
        long tooLong = RATE.tolerance() + 1;
        assertThat(held.add(slots(3, SECOND), 0, tooLong, 0)).isZero();
        assertThat(held.add(
                        slots(1, Duration.ofMillis(5)), 0, Duration.ofMillis(6).toNanos(), 0))
                .isZero();
        assertThat(held.isEmpty()).isTrue();
    }

    @Test
    void a_pause_removes_slots_before_its_end() {
        HeldSlots held = new HeldSlots(RATE);
        assertThat(held.add(slots(3, SECOND), 0, 0, SECOND.toNanos() + 1)).isEqualTo(2);
        assertThat(held.next()).isEqualTo(SECOND.toNanos() + 1);
    }

    /** Replicas request, hold and use slots in the worst possible ways. */
    @ParameterizedTest
    @CsvSource({"27, 3, 20", "27, 3, 70", "100, 5, 15", "9, 2, 60", "1000, 60, 30"})
    void no_second_has_more_than_rate_and_burst_whatever_the_network_does(
            double perSecond, double burst, int longestWayMillis) {
        Rate rate = new Rate(perSecond, burst);
        Random random = new Random(11);
        long way = Duration.ofMillis(longestWayMillis).toNanos();
        List<Long> used = new ArrayList<>();
        long slot = 0;
        for (int question = 0; question < 20_000; question++) {
            long computed = slot - (long) (random.nextDouble() * 2 * rate.tolerance());
            long sent = computed - random.nextLong(way);
            long arrived = computed + random.nextLong(way);
            int count = 1 + random.nextInt(5);
            HeldSlots held = new HeldSlots(rate);
            held.add(
                    new Slots(count, Duration.ofNanos(slot - computed), Duration.ZERO),
                    sent,
                    arrived,
                    Long.MIN_VALUE / 2);
            // All as late as possible, or all as early as possible.
            boolean late = question / 50 % 2 == 0;
            while (!held.isEmpty()) {
                long moment = late ? latest(rate, slot, sent, computed, held) : Math.max(arrived, held.next());
                if (held.use(moment)) {
                    used.add(moment);
                }
            }
            slot += count * rate.interval();
        }
        assertThat(Busiest.second(used)).isLessThanOrEqualTo((int) Math.floor(perSecond + burst));
        assertThat(used).hasSizeGreaterThan(5_000);
    }

    /** Latest use of the first slot held: a multiple of the interval after the first slot of the response. */
    private static long latest(Rate rate, long first, long sent, long computed, HeldSlots held) {
        long until = sent + first - computed;
        while (until - held.next() < 0) {
            until += rate.interval();
        }
        return until;
    }

    private static Slots slots(int count, Duration first) {
        return new Slots(count, first, Duration.ZERO);
    }
}
