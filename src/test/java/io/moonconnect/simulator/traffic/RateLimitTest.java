package io.moonconnect.simulator.traffic;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.moonconnect.simulator.state.SimulatedClock;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimitTest {

    private final SimulatedClock clock = new SimulatedClock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    private final RateLimit limit = new RateLimit(clock);

    @Test
    void admits30CallsInAnySecondAndNotOneMore() {
        assertThat(admitted(40)).isEqualTo(30);
        clock.advance(Duration.ofMillis(999));
        assertThat(admitted(40)).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(admitted(40)).isEqualTo(30);
    }

    @Test
    void admitsEveryCallWhenItIsOff() {
        assertThat(IntStream.range(0, 1000).allMatch(call -> limit.admits(0))).isTrue();
    }

    private long admitted(int calls) {
        return IntStream.range(0, calls).filter(call -> limit.admits(30)).count();
    }
}
