package io.moonconnect.moonpay.permit;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UnpaidPermitsTest {

    private final HandClock clock = new HandClock();
    private final UnpaidPermits unpaid = new UnpaidPermits();

    @Test
    void slots_pay_for_what_was_used_and_no_more() {
        unpaid.add(clock.getAsLong());
        unpaid.add(clock.getAsLong());
        assertThat(unpaid.pay(1, clock.getAsLong())).isEqualTo(1);
        assertThat(unpaid.pay(5, clock.getAsLong())).isEqualTo(1);
        assertThat(unpaid.pay(5, clock.getAsLong())).isZero();
    }

    @Test
    void after_a_second_nothing_is_to_be_paid() {
        unpaid.add(clock.getAsLong());
        clock.advance(Duration.ofMillis(600));
        unpaid.add(clock.getAsLong());
        clock.advance(Duration.ofMillis(400));
        assertThat(unpaid.count(clock.getAsLong())).isEqualTo(1);
    }
}
