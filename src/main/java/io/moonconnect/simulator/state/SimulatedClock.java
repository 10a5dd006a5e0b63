package io.moonconnect.simulator.state;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** MoonPay's clock: a base clock that can be advanced, so that tests do not wait. */
public final class SimulatedClock extends Clock {

    private final Clock base;
    private Duration ahead = Duration.ZERO;

    public SimulatedClock(Clock base) {
        this.base = base;
    }

    public void advance(Duration by) {
        ahead = ahead.plus(by);
    }

    public Duration ahead() {
        return ahead;
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return base.withZone(zone);
    }
}
