package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.vertx.core.Vertx;

import static org.assertj.core.api.Assertions.assertThat;

/** One replica's permits, on a manual clock. */
class LocalSupplyTest {

    private static final int STEPS = 200_000;

    private final Vertx vertx = Vertx.vertx();
    private final HandClock clock = new HandClock();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void the_burst_is_available_at_once_and_then_one_permit_per_interval() {
        LocalSupply supply = supply(new Rate(10, 3));
        assertThat(taken(supply)).isEqualTo(3);
        clock.advance(Duration.ofMillis(99));
        assertThat(taken(supply)).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(taken(supply)).isEqualTo(1);
        clock.advance(Duration.ofSeconds(60));
        assertThat(taken(supply)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 10, 13, 16, 20, 27, 30})
    void shares_together_keep_to_rate_and_burst(int sharers) {
        LocalSupply supply = supply(new Rate(27, 3).share(sharers));
        long start = clock.getAsLong();
        List<Long> taken = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            clock.advance(Duration.ofMillis(1));
            if (step % 2 == 0 ? supply.takeAgain() : supply.take()) {
                taken.add(clock.getAsLong() - start);
            }
        }
        assertThat(sharers * Busiest.second(taken)).isLessThanOrEqualTo(30);
    }

    @Test
    void after_the_fleet_a_share_begins_without_its_burst() {
        LocalSupply supply = supply(new Rate(10, 3));
        clock.advance(Duration.ofSeconds(5));
        supply.follow(clock.getAsLong());
        assertThat(taken(supply)).isZero();
        clock.advance(Duration.ofMillis(100));
        assertThat(taken(supply)).isEqualTo(1);
        clock.advance(Duration.ofSeconds(5));
        supply.follow(clock.getAsLong() - Duration.ofSeconds(2).toNanos());
        assertThat(taken(supply)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"27, 3", "27, 1", "1, 1", "3, 3", "7, 2.5", "9, 1", "13.5, 1.5", "999, 17", "1000000, 1000"})
    void no_second_has_more_than_rate_and_burst(double perSecond, double burst) {
        Random random = new Random(7);
        LocalSupply supply = supply(new Rate(perSecond, burst));
        long start = clock.getAsLong();
        List<Long> taken = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            // Mostly without a pause, sometimes after an idle time that restores the burst.
            long scale = (long) (random.nextInt(50) == 0 ? 3e9 / perSecond : 3e8 / perSecond);
            clock.advanceNanos(random.nextLong(scale + 1));
            if (supply.take()) {
                taken.add(clock.getAsLong() - start);
            }
        }
        assertThat(Busiest.second(taken)).isLessThanOrEqualTo((int) Math.floor(perSecond + burst));
        assertThat(taken).hasSizeGreaterThan(STEPS / 100);
    }

    @ParameterizedTest
    @CsvSource({"27, 3", "27, 1", "1, 1", "7, 2.5", "13.5, 1.5", "900, 17", "1000000, 1000"})
    void no_second_has_more_with_calls_that_take_another_permit(double perSecond, double burst) {
        Random random = new Random(11);
        LocalSupply supply = supply(new Rate(perSecond, burst));
        long start = clock.getAsLong();
        List<Long> used = new ArrayList<>();
        int again = 0;
        for (int step = 0; step < STEPS; step++) {
            clock.advanceNanos(random.nextLong((long) (3e8 / perSecond) + 1));
            boolean lapsed = random.nextInt(4) == 0;
            if (lapsed ? supply.takeAgain() : supply.take()) {
                used.add(clock.getAsLong() - start);
                again += lapsed ? 1 : 0;
            }
        }
        assertThat(Busiest.second(used)).isLessThanOrEqualTo((int) Math.floor(perSecond + burst));
        assertThat(again).isGreaterThan(STEPS / 200);
    }

    @Test
    void calls_whose_permits_lapsed_together_leave_together() {
        LocalSupply supply = supply(new Rate(27, 3));
        clock.advance(Duration.ofSeconds(5));
        int lapsed = taken(supply);
        for (int wait = 0; wait < 7; wait++) {
            clock.advance(Duration.ofMillis(38));
            lapsed += taken(supply);
        }
        assertThat(lapsed).isEqualTo(10);

        clock.advance(Duration.ofMillis(300));
        int again = 0;
        while (supply.takeAgain()) {
            again++;
        }
        assertThat(again).isEqualTo(19);
        assertThat(taken(supply)).isZero();
    }

    @Test
    void a_pause_after_a_429_is_for_calls_that_take_another_permit_too() {
        LocalSupply supply = supply(new Rate(27, 3));
        supply.pause(Duration.ofSeconds(2));
        assertThat(supply.takeAgain()).isFalse();
        clock.advance(Duration.ofSeconds(2));
        assertThat(supply.takeAgain()).isTrue();
    }

    @Test
    void a_constant_demand_gets_the_whole_rate() {
        LocalSupply supply = supply(new Rate(27, 3));
        int taken = 0;
        for (int milli = 0; milli < 100_000; milli++) {
            clock.advance(Duration.ofMillis(1));
            taken += taken(supply);
        }
        assertThat(taken).isBetween(2695, 2703);
    }

    @Test
    void a_pause_is_not_ended_by_a_shorter_one() {
        LocalSupply supply = supply(new Rate(10, 3));
        supply.pause(Duration.ofSeconds(2));
        supply.pause(Duration.ofSeconds(1));
        assertThat(supply.paused()).isEqualTo(Duration.ofSeconds(2));
        clock.advance(Duration.ofMillis(1999));
        assertThat(taken(supply)).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(taken(supply)).isEqualTo(3);
        assertThat(supply.paused()).isZero();
    }

    @Test
    void a_fair_share_has_a_burst_of_at_least_one_permit() {
        Rate share = new Rate(27, 3).share(9);
        assertThat(taken(supply(share))).isEqualTo(1);
        assertThat(share.perSecond()).isEqualTo(3);
    }

    private LocalSupply supply(Rate rate) {
        return new LocalSupply(rate, new SerialExecutor(), vertx, clock);
    }

    private static int taken(LocalSupply supply) {
        int taken = 0;
        while (supply.take()) {
            taken++;
        }
        return taken;
    }
}
