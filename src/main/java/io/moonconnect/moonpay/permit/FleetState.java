package io.moonconnect.moonpay.permit;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Whether permits come from the fleet's Redis, or from this replica's fair share because Redis is slow, unavailable, or
 * has not responded yet.
 */
final class FleetState {

    private static final Logger LOG = Logger.getLogger(FleetState.class);

    private enum Phase {
        STARTING,
        FLEET,
        FAIR_SHARE
    }

    private final Counter roundTrips;
    private final Counter fallbacks;
    private volatile Phase phase = Phase.STARTING;

    FleetState(MeterRegistry registry) {
        Gauge.builder("moonpay.fleet.degraded", this, state -> state.isDegraded() ? 1 : 0)
                .description("1 while Redis is slow or unavailable and this replica uses its fair share of the rate")
                .register(registry);
        this.roundTrips = Counter.builder("moonpay.fleet.round.trips")
                .description("Requests to Redis for permits")
                .register(registry);
        this.fallbacks = Counter.builder("moonpay.fleet.fallbacks")
                .description("Fallbacks to the fair share")
                .register(registry);
    }

    boolean isDegraded() {
        return phase != Phase.FLEET;
    }

    void roundTrip() {
        roundTrips.increment();
    }

    void degrade(Throwable cause) {
        if (phase != Phase.FAIR_SHARE) {
            LOG.warnf("Redis slow or unavailable: using the fair share, cause=%s", cause);
            fallbacks.increment();
        }
        phase = Phase.FAIR_SHARE;
    }

    void recover() {
        phase = Phase.FLEET;
        LOG.info("Redis available: using the fleet's permits");
    }
}
