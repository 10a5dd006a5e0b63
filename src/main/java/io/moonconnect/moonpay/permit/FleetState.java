package io.moonconnect.moonpay.permit;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Whether the permits come from the fleet's Redis, or from this replica's fair share because Redis is slow or gone, or has
 * not answered yet.
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
                .description("1 while Redis is slow or gone and this replica goes on with its fair share of the rate")
                .register(registry);
        this.roundTrips = Counter.builder("moonpay.fleet.round.trips")
                .description("Times that Redis was asked for permits")
                .register(registry);
        this.fallbacks = Counter.builder("moonpay.fleet.fallbacks")
                .description("Times that this replica went on with its fair share")
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
            LOG.warnf("Redis is slow or gone, this replica goes on with its fair share, cause=%s", cause);
            fallbacks.increment();
        }
        phase = Phase.FAIR_SHARE;
    }

    void recover() {
        phase = Phase.FLEET;
        LOG.info("Redis answers, the rate is the fleet's");
    }
}
