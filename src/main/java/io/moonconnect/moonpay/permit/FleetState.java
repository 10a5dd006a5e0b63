package io.moonconnect.moonpay.permit;

import java.util.function.LongSupplier;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.redis.RedisCommands;
import io.moonconnect.redis.RedisState;

/**
 * Whether permits come from the fleet's Redis, or from this replica's fair share because Redis is slow, unavailable,
 * refuses writes, or has not responded yet, as it is reported.
 */
final class FleetState {

    private static final Logger LOG = Logger.getLogger(FleetState.class);

    private final Counter roundTrips;
    private final Counter fallbacks;
    private final RedisState state;
    private volatile boolean refused;

    FleetState(MeterRegistry registry, LongSupplier nanoTime) {
        this.state = RedisState.degraded(nanoTime);
        Gauge.builder("moonpay.fleet.degraded", this, each -> each.isDegraded() ? 1 : 0)
                .description("1 while Redis is slow or unavailable and this replica uses its fair share of the rate")
                .register(registry);
        Gauge.builder("moonpay.fleet.refused", this, each -> each.isDegraded() && each.refused ? 1 : 0)
                .description("1 while Redis answers, but refuses writes or answers too slowly")
                .register(registry);
        this.roundTrips = Counter.builder("moonpay.fleet.round.trips")
                .description("Requests to Redis for permits")
                .register(registry);
        this.fallbacks = Counter.builder("moonpay.fleet.fallbacks")
                .description("Fallbacks to the fair share")
                .register(registry);
    }

    boolean isDegraded() {
        return state.isDegraded();
    }

    void roundTrip() {
        roundTrips.increment();
    }

    void fallback(Throwable cause) {
        fallbacks.increment();
        failed(cause);
    }

    void failed(Throwable cause) {
        refused = RedisCommands.isRefusal(cause) || cause instanceof LateException;
        if (state.failed()) {
            LOG.warnf("Redis slow or unavailable: using the fair share, cause=%s", cause);
        }
    }

    void worked() {
        if (state.worked()) {
            LOG.info("Redis available: using the fleet's permits");
        }
    }
}
