package io.moonconnect.moonpay.permit;

import java.util.function.LongSupplier;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;

/** Sets up the pool of permits: the fleet's where Redis is configured, this replica's part of the rate where it is not. */
@Singleton
class Permits {

    private static final String KEY = "moonconnect:permits";

    private final PermitConfig config;
    private final InjectableInstance<ReactiveRedisDataSource> redis;
    private final MeterRegistry registry;
    private final Vertx vertx;

    Permits(
            PermitConfig config,
            InjectableInstance<ReactiveRedisDataSource> redis,
            MeterRegistry registry,
            Vertx vertx) {
        this.config = config;
        this.redis = redis;
        this.registry = registry;
        this.vertx = vertx;
    }

    @Produces
    @Singleton
    PermitPool pool() {
        check();
        LongSupplier nanoTime = System::nanoTime;
        OneAtATime serial = new OneAtATime();
        return new PermitPool(
                serial,
                supply(serial, nanoTime),
                new WaitingLine(config.lowerClassShare()),
                config.maxWaitingForPermit(),
                new PermitMetrics(registry),
                vertx,
                nanoTime);
    }

    /** Being observed is what makes a bad configuration a start-up error. */
    void start(@Observes StartupEvent event, PermitPool pool) {}

    private PermitSupply supply(OneAtATime serial, LongSupplier nanoTime) {
        Rate rate = new Rate(config.rate(), config.burst());
        LocalSupply share = new LocalSupply(rate.share(config.replicas()), serial, vertx, nanoTime);
        if (!redis.getHandle().getBean().isActive()) {
            return share;
        }
        SlotScript script = new SlotScript(redis.get(), KEY, rate);
        return new FleetSupply(script, rate, share, new FleetState(registry), serial, vertx, nanoTime);
    }

    private void check() {
        atLeast(1, "rate", config.rate());
        atLeast(redis.getHandle().getBean().isActive() ? 2 : 1, "burst", config.burst());
        atLeast(1, "replicas", config.replicas());
        atLeast(1, "permit-wait", config.permitWait().toMillis());
        atLeast(1, "max-waiting-for-permit", config.maxWaitingForPermit());
        if (!(config.lowerClassShare() >= 0 && config.lowerClassShare() <= 0.5)) {
            throw new ConfigurationException("moonpay.lower-class-share must be 0 to 0.5");
        }
    }

    private static void atLeast(long least, String key, long value) {
        if (value < least) {
            throw new ConfigurationException("moonpay." + key + " must be at least " + least);
        }
    }
}
