package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;

/** A replica of a fleet: its own pool, Vert.x and Redis client, set up as in the service. */
final class Replica implements AutoCloseable {

    static final String KEY = "moonconnect:permits:test";

    private static final Duration AHEAD = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int MAX_WAITING = 512;

    static {
        // Mutiny's first use sets up its contexts, in which threads must not race.
        Uni.createFrom().emitter(first -> {});
    }

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RecordedSupply supply;
    private final PermitPool pool;
    private volatile boolean loaded;

    Replica(String redisUrl, Rate rate, int replicas) {
        SerialExecutor serial = new SerialExecutor();
        RedisOptions options = new RedisOptions()
                .setConnectionString(redisUrl)
                .setNetClientOptions(
                        new NetClientOptions().setConnectTimeout(1000).setReadIdleTimeout(3));
        SlotScript script = new SlotScript(Redis.createClient(vertx, options), KEY, rate);
        FleetState state = new FleetState(registry, System::nanoTime);
        supply = new RecordedSupply(System::nanoTime, clock -> {
            LocalSupply share = new LocalSupply(rate.share(replicas), serial, vertx, clock);
            FleetSupply fleet = new FleetSupply(script, rate, AHEAD, share, state, serial, vertx, clock);
            fleet.start();
            return fleet;
        });
        PermitMetrics metrics = new PermitMetrics(registry);
        pool = new PermitPool(
                serial, supply, new PermitQueue(0.1), MAX_WAITING, LONGEST_PAUSE, metrics, vertx, System::nanoTime);
    }

    PermitPool pool() {
        return pool;
    }

    Vertx vertx() {
        return vertx;
    }

    String source() {
        return pool.source();
    }

    /** On the nano clock, from the start. */
    Collection<Long> taken() {
        return supply.taken();
    }

    double roundTrips() {
        return registry.get("moonpay.fleet.round.trips").counter().count();
    }

    double fallbacks() {
        return registry.get("moonpay.fleet.fallbacks").counter().count();
    }

    double degraded() {
        return registry.get("moonpay.fleet.degraded").gauge().value();
    }

    /** Keeps this many calls waiting from now on. */
    void load(int callers, Consumer<Vertx> onPermit) {
        loaded = true;
        for (int caller = 0; caller < callers; caller++) {
            PermitClass permitClass = PermitClass.values()[caller % 2];
            vertx.runOnContext(start -> call(permitClass, onPermit));
        }
    }

    void unload() {
        loaded = false;
    }

    @Override
    public void close() {
        unload();
        pool.close();
        vertx.close();
    }

    private void call(PermitClass permitClass, Consumer<Vertx> onPermit) {
        if (!loaded) {
            return;
        }
        pool.acquire(permitClass, PATIENCE)
                .subscribe()
                .with(
                        granted -> onGranted(permitClass, onPermit),
                        refused -> vertx.setTimer(10, id -> call(permitClass, onPermit)));
    }

    private void onGranted(PermitClass permitClass, Consumer<Vertx> onPermit) {
        if (loaded) {
            onPermit.accept(vertx);
            vertx.runOnContext(on -> call(permitClass, onPermit));
        }
    }
}
