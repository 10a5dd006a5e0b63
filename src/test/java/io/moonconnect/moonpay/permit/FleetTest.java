package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.RedisProcess;
import io.moonconnect.testing.SimulatorExtension;
import io.moonconnect.testing.StallWatch;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Three replicas share one rate in a real Redis. */
@Lengthy
class FleetTest {

    private static final Rate RATE = new Rate(27, 3);
    private static final int RATE_AND_BURST = 30;
    private static final int REPLICAS = 3;

    private static final int CALLERS = 20;
    private static final Duration RUN = Duration.ofSeconds(8);

    /** An attempt ends as soon as it is in vain: when Redis has taken more than 80 ms once. */
    private static final int MOST_ATTEMPTS = 20;

    /** Each time a busy machine misses Redis, a replica is on trial for longer, up to 15 seconds. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    static final SimulatorExtension SIMULATOR = new SimulatorExtension();

    private final RedisProcess redis = RedisProcess.started();
    private final List<Replica> fleet = new ArrayList<>();
    private final Map<Vertx, HttpClient> clients = new ConcurrentHashMap<>();

    @BeforeEach
    void startFleet() {
        for (int i = 0; i < REPLICAS; i++) {
            fleet.add(new Replica(redis.url(), RATE, REPLICAS));
        }
        awaitAll("fleet");
    }

    @AfterEach
    void stopAll() {
        fleet.forEach(Replica::close);
        redis.close();
    }

    @Test
    void three_busy_replicas_together_use_the_rate_and_no_more() {
        Run run = undisturbedRun(permit -> {});
        assertThat(Busiest.second(run.taken())).isLessThanOrEqualTo(RATE_AND_BURST);
        assertThat(run.taken()).hasSizeGreaterThan((int) (0.9 * RATE.perSecond() * RUN.toSeconds()));
        assertThat(run.roundTrips()).isLessThan(run.taken().size());
        double fair = run.taken().size() / (double) REPLICAS;
        assertThat(run.byReplica()).allSatisfy(one -> assertThat((double) one).isBetween(0.5 * fair, 1.6 * fair));
        System.out.printf(
                "fleet: %d permits in %s, busiest second %d, by replica %s, round trips %.0f%n",
                run.taken().size(), RUN, Busiest.second(run.taken()), run.byReplica(), run.roundTrips());
    }

    @Test
    void moonpay_gets_at_most_the_rate_and_a_tenth() {
        SIMULATOR.control().rate(RATE_AND_BURST + RATE_AND_BURST / 10);
        AtomicInteger created = new AtomicInteger();
        AtomicInteger limited = new AtomicInteger();
        AtomicInteger other = new AtomicInteger();
        undisturbedRun(vertx -> session(vertx, status -> {
            AtomicInteger count = status == 200 ? created : status == 429 ? limited : other;
            count.incrementAndGet();
        }));
        assertThat(limited).hasValue(0);
        assertThat(other).hasValue(0);
        assertThat(created.get()).isGreaterThan((int) (0.8 * RATE.perSecond() * RUN.toSeconds()));
    }

    @Test
    void an_outage_of_redis_does_not_add_to_the_rate() {
        loadAll();
        awaitPermits(40);
        redis.stop();
        awaitAll("fair-share");
        assertThat(fleet).allSatisfy(one -> assertThat(one.degraded()).isEqualTo(1));
        long alone = System.nanoTime();
        awaitPermits(80);
        double seconds = (System.nanoTime() - alone) / 1e9;
        assertThat(80 / seconds).as("permits a second without Redis").isBetween(15.0, 30.0);
        redis.start();
        awaitAll("fleet");
        awaitPermits(80);
        assertThat(Busiest.second(taken())).isLessThanOrEqualTo(RATE_AND_BURST);
    }

    @Test
    void a_hanging_redis_delays_no_call() {
        redis.hang();
        List<Long> waited = new ArrayList<>();
        long stall;
        try (StallWatch stalls = StallWatch.start()) {
            for (Replica replica : fleet) {
                AtomicLong granted = new AtomicLong();
                long start = System.nanoTime();
                replica.pool()
                        .acquire(PermitClass.INTERACTIVE, PATIENCE)
                        .subscribe()
                        .with(permit -> granted.set(System.nanoTime()), refused -> granted.set(Long.MAX_VALUE));
                await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> granted.get() != 0);
                waited.add(Duration.ofNanos(granted.get() - start).toMillis());
            }
            stall = stalls.worst().toMillis();
        }
        assertThat(waited).allSatisfy(millis -> assertThat(millis).isLessThan(400L + 2 * stall));
        assertThat(waited.stream().min(Long::compare).orElseThrow()).isLessThanOrEqualTo(110L + 2 * stall);
        System.out.println("fleet: hung Redis, permit after ms " + waited);
        assertThat(fleet).allSatisfy(one -> assertThat(one.source()).isEqualTo("fair-share"));
        // Enough probes to exhaust connections and wait queue if they were never released.
        loadAll();
        awaitPermits(27 * 8);
        assertThat(Busiest.second(taken())).isLessThanOrEqualTo(RATE_AND_BURST);
        redis.resume();
        awaitAll("fleet");
        awaitPermits(60);
        assertThat(Busiest.second(taken())).isLessThanOrEqualTo(RATE_AND_BURST);
    }

    @Test
    void a_pause_of_one_replica_pauses_the_fleet() {
        loadAll();
        awaitPermits(40);
        await().atMost(PATIENCE.multipliedBy(2)).until(this::pauseHeldAll);
        awaitPermits(60);
    }

    /** Whether the pause could reach the fleet: a replica without Redis does not learn of it. */
    private boolean pauseHeldAll() {
        awaitAll("fleet");
        double fallbacks = run().fallbacks();
        Duration pause = Duration.ofMillis(1500);
        long start = System.nanoTime();
        fleet.get(0).pool().pause(pause);
        // Slots that other replicas took ahead before the pause remain usable.
        long heard = start + Duration.ofMillis(500).toNanos();
        long end = start + pause.toNanos();
        await().atMost(PATIENCE).until(() -> taken().stream().anyMatch(moment -> moment - end > 0));
        assertThat(fleet.get(0).taken()).noneMatch(moment -> moment - start > 0 && moment - end < 0);
        if (run().fallbacks() > fallbacks) {
            return false;
        }
        assertThat(taken()).noneMatch(moment -> moment - heard > 0 && moment - end < 0);
        return true;
    }

    @Test
    void a_replica_that_starts_without_redis_uses_its_share_and_joins_later() {
        redis.stop();
        try (Replica late = new Replica(redis.url(), RATE, REPLICAS)) {
            late.load(CALLERS, permit -> {});
            await().atMost(PATIENCE).until(() -> late.taken().size() > 5);
            assertThat(late.source()).isEqualTo("fair-share");
            redis.start();
            await().atMost(PATIENCE).until(() -> late.source().equals("fleet"));
        }
    }

    @Test
    void a_redis_clock_set_back_does_not_block_the_fleet() {
        Vertx vertx = fleet.get(0).vertx();
        long inAnHour = (System.currentTimeMillis() + Duration.ofHours(1).toMillis()) * 1000;
        AtomicInteger done = new AtomicInteger();
        Redis.createClient(vertx, redis.url())
                .send(Request.cmd(Command.SET).arg(Replica.KEY).arg(inAnHour))
                .onSuccess(ok -> done.incrementAndGet());
        await().atMost(PATIENCE).until(() -> done.get() == 1);
        loadAll();
        awaitPermits(40);
        // A busy machine may miss Redis now and then.
        awaitAll("fleet");
    }

    /** Permits taken while Redis responded in time; attempts on a machine that was too slow are repeated. */
    private Run undisturbedRun(Consumer<Vertx> onPermit) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            awaitAll("fleet");
            Run before = run();
            fleet.forEach(replica -> replica.load(CALLERS, onPermit));
            long start = System.nanoTime();
            await().atMost(PATIENCE)
                    .until(() -> System.nanoTime() - start > RUN.toNanos() || run().fallbacks() > before.fallbacks());
            Run after = run();
            fleet.forEach(Replica::unload);
            if (after.fallbacks() == before.fallbacks()) {
                return after.since(before);
            }
        }
        throw new AssertionError("Redis was too slow in every attempt");
    }

    private record Run(List<List<Long>> moments, double roundTrips, double fallbacks) {

        List<Long> taken() {
            return moments.stream().flatMap(List::stream).toList();
        }

        List<Integer> byReplica() {
            return moments.stream().map(List::size).toList();
        }

        Run since(Run before) {
            List<List<Long>> newer = new ArrayList<>();
            for (int i = 0; i < moments.size(); i++) {
                List<Long> all = moments.get(i);
                newer.add(all.subList(before.moments.get(i).size(), all.size()));
            }
            return new Run(newer, roundTrips - before.roundTrips, fallbacks - before.fallbacks);
        }
    }

    private Run run() {
        return new Run(
                fleet.stream().map(one -> List.copyOf(one.taken())).toList(),
                fleet.stream().mapToDouble(Replica::roundTrips).sum(),
                fleet.stream().mapToDouble(Replica::fallbacks).sum());
    }

    private void loadAll() {
        fleet.forEach(replica -> replica.load(CALLERS, permit -> {}));
    }

    private void awaitPermits(int more) {
        int before = taken().size();
        await().atMost(PATIENCE.multipliedBy(2)).until(() -> taken().size() >= before + more);
    }

    private void awaitAll(String source) {
        await().atMost(PATIENCE)
                .until(() -> fleet.stream().allMatch(one -> one.source().equals(source)));
    }

    private Collection<Long> taken() {
        return fleet.stream().map(Replica::taken).flatMap(Collection::stream).toList();
    }

    private void session(Vertx vertx, IntConsumer then) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(SIMULATOR.base().getHost())
                .setPort(SIMULATOR.base().getPort())
                .setURI("/platform/v1/sessions")
                .putHeader("X-Api-Key", "sk_test_fleet")
                .putHeader("Content-Type", "application/json");
        clients.computeIfAbsent(vertx, Vertx::createHttpClient)
                .request(options)
                .compose(request ->
                        request.send(Buffer.buffer("{\"externalCustomerId\":\"cust-1\",\"deviceIp\":\"203.0.113.7\"}")))
                .map(HttpClientResponse::statusCode)
                .onComplete(status -> then.accept(status.succeeded() ? status.result() : -1));
    }
}
