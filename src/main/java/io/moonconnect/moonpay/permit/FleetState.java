package io.moonconnect.moonpay.permit;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Whether the permits come from the fleet's Redis, or from this replica's fair share because Redis is slow or gone. */
final class FleetState {

    private static final Logger LOG = Logger.getLogger(FleetState.class);

    private final Counter roundTrips;
    private volatile boolean degraded;

    FleetState(MeterRegistry registry) {
        Gauge.builder("moonpay.fleet.degraded", this, state -> state.degraded ? 1 : 0)
                .description("1 while Redis is slow or gone and this replica goes on with its fair share of the rate")
                .register(registry);
        this.roundTrips = Counter.builder("moonpay.fleet.round.trips")
                .description("Times that Redis was asked for permits")
                .register(registry);
    }

    boolean isDegraded() {
        return degraded;
    }

    void roundTrip() {
        roundTrips.increment();
    }

    /** Whether this changed anything. */
    boolean degrade() {
        boolean changed = !degraded;
        degraded = true;
        if (changed) {
            LOG.warn("Redis is slow or gone, this replica goes on with its fair share of MoonPay's rate");
        }
        return changed;
    }

    void recover() {
        degraded = false;
        LOG.info("Redis is back, the rate is the fleet's again");
    }
}
