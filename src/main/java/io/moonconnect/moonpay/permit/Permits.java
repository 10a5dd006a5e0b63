package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.function.LongSupplier;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.redis.RedisCommands;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;

/** Produces the permit pool: the fleet's permits if Redis is configured, else this replica's part of the rate. */
@Singleton
class Permits {

    private static final String KEY_PREFIX = "moonconnect:permits:";

    /** Maximum time that slots are taken ahead: enough for batches, too little to starve other replicas. */
    private static final Duration MOST_AHEAD = Duration.ofMillis(200);

    /** Share of the permit wait, so that an idle replica of a busy fleet still gets a slot in time. */
    private static final double AHEAD_OF_WAIT = 0.4;

    private final PermitConfig config;
    private final PermitScope scope;
    private final InjectableInstance<Redis> redis;
    private final MeterRegistry registry;
    private final Vertx vertx;

    Permits(
            PermitConfig config,
            PermitScope scope,
            InjectableInstance<Redis> redis,
            MeterRegistry registry,
            Vertx vertx) {
        this.config = config;
        this.scope = scope;
        this.redis = redis;
        this.registry = registry;
        this.vertx = vertx;
    }

    @Startup
    @Produces
    @Singleton
    PermitPool pool() {
        PermitRules.check(config, RedisCommands.isConfigured(redis));
        LongSupplier nanoTime = System::nanoTime;
        SerialExecutor serial = new SerialExecutor();
        return new PermitPool(
                serial,
                supply(serial, nanoTime),
                new PermitQueue(config.lowerClassShare()),
                config.maxWaitingForPermit(),
                config.longestPause(),
                new PermitMetrics(registry),
                vertx,
                nanoTime);
    }

    void close(@Disposes PermitPool pool) {
        pool.close();
    }

    private PermitSupply supply(SerialExecutor serial, LongSupplier nanoTime) {
        Rate rate = new Rate(config.rate(), config.burst());
        LocalSupply share = new LocalSupply(rate.share(config.replicas()), serial, vertx, nanoTime);
        if (!RedisCommands.isConfigured(redis)) {
            return share;
        }
        SlotScript script = new SlotScript(redis.get(), KEY_PREFIX + scope.name(), rate);
        FleetState state = new FleetState(registry, nanoTime);
        FleetSupply fleet = new FleetSupply(script, rate, ahead(), share, state, serial, vertx, nanoTime);
        fleet.start();
        return fleet;
    }

    private Duration ahead() {
        long share = (long) (config.permitWait().toNanos() * AHEAD_OF_WAIT);
        return Duration.ofNanos(Math.min(MOST_AHEAD.toNanos(), share));
    }
}
