package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.moonconnect.testing.CapturedLog;
import io.moonconnect.testing.FreePort;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.RedisProcess;
import io.moonconnect.testing.StallWatch;
import io.moonconnect.testing.TcpGate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Three busy replicas whose Redis answers and refuses, moves, comes and goes, or misses its time. */
@Lengthy
class FleetFailoverTest {

    private static final Rate RATE = new Rate(27, 3);
    private static final int RATE_AND_BURST = 30;
    private static final int REPLICAS = 3;
    private static final String WARNING = "Redis slow or unavailable";
    private static final int CALLERS = 20;
    private static final int NOBODY = 1;
    private static final Duration RUN = Duration.ofSeconds(10);

    /** Each time a busy machine misses Redis, a replica is on trial for longer, up to 15 seconds. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration SECONDS = Duration.ofSeconds(60);

    /** Longer ones let permits of one second be taken in the next. */
    private static final Duration STALL = Duration.ofMillis(20);

    private static final int MOST_TRIES = 3;

    private final RedisProcess redis = RedisProcess.started();
    private final List<TcpGate> names = new ArrayList<>();
    private final List<Replica> fleet = new ArrayList<>();
    private final CapturedLog log = CapturedLog.of(FleetState.class.getName());

    /** Each replica has its own way to Redis. */
    @BeforeEach
    void startFleet() {
        for (int i = 0; i < REPLICAS; i++) {
            int port = FreePort.find();
            TcpGate name = new TcpGate(port, redis.port());
            name.open();
            names.add(name);
            fleet.add(new Replica("redis://localhost:" + port, RATE, REPLICAS));
        }
        awaitAll("fleet", PATIENCE);
        fleet.forEach(replica -> replica.load(CALLERS, permit -> {}));
        awaitPermits(40);
    }

    @AfterEach
    void stopAll() {
        log.close();
        fleet.forEach(Replica::close);
        names.forEach(TcpGate::close);
        redis.close();
    }

    @Test
    void a_redis_that_refuses_writes_is_one_warning_and_a_steady_share_until_it_takes_them() {
        // A busy machine may have missed Redis since the start.
        awaitAll("fleet", PATIENCE);
        int warned = warnings();
        int late = lateWarnings();
        int recovered = recoveries();
        redis.replicate(NOBODY);
        awaitAll("fair-share", PATIENCE);
        List<Long> taken = during(
                RUN,
                () -> fleet.forEach(replica -> assertThat(replica.degraded()).isEqualTo(1)));
        assertThat(warnings() - warned).isEqualTo(REPLICAS);
        assertThat(recoveries()).as("none meanwhile").isEqualTo(recovered);
        assertThat((double) taken.size()).isBetween(0.8 * 270, 273.0);
        redis.promote();
        awaitAll("fleet", SECONDS);
        await().until(() -> recoveries() - recovered >= REPLICAS);
        assertThat(recoveries() - recovered).isLessThanOrEqualTo(REPLICAS + lateWarnings() - late);
        assertSum();
    }

    @Test
    void the_new_master_is_found_while_the_old_one_lives_on_as_its_replica() {
        try (RedisProcess other = RedisProcess.started()) {
            other.replicate(redis.port());
            await().atMost(PATIENCE).until(other::isInSync);
            awaitAll("fleet", PATIENCE);
            int warned = warnings() - lateWarnings();
            names.forEach(name -> name.lead(other.port()));
            other.promote();
            redis.replicate(other.port());
            long start = System.nanoTime();
            await().atMost(SECONDS)
                    .until(() -> other.send("EXISTS " + Replica.KEY).startsWith(":1") && isAll("fleet"));
            System.out.printf("fleet: new master used by all after %d ms%n", millisSince(start));
            during(Duration.ofSeconds(5), () -> {});
            awaitAll("fleet", SECONDS);
            int further = warnings() - lateWarnings() - warned;
            assertThat(further).as("at most one for each replica").isLessThanOrEqualTo(REPLICAS);
            assertSum();
        }
    }

    @Test
    void a_redis_that_comes_and_goes_each_second_is_one_state() {
        int before = log.lines().size();
        long start = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            redis.hang();
            during(Duration.ofSeconds(1), () -> {});
            redis.resume();
            during(Duration.ofSeconds(1), () -> {});
        }
        int lines = log.lines().size() - before;
        System.out.printf(
                "fleet: %d log lines of %d replicas in %d ms of flapping%n", lines, REPLICAS, millisSince(start));
        assertThat(lines).isLessThanOrEqualTo(6 * REPLICAS);
        awaitAll("fleet", PATIENCE);
        assertSum();
    }

    @Test
    void a_redis_that_misses_its_time_does_not_add_to_the_rate() {
        List<Long> taken = during(RUN, () -> {
            redis.hang();
            during(Duration.ofMillis(150), () -> {});
            redis.resume();
            during(Duration.ofMillis(850), () -> {});
        });
        assertThat(fallbacks()).isPositive();
        assertSum();
    }

    @Test
    void one_replica_that_misses_redis_does_not_add_to_the_rate() {
        TcpGate one = names.get(0);
        try (StallWatch stalls = StallWatch.start()) {
            stalls.repeat(
                    MOST_TRIES,
                    STALL,
                    () -> assertSum(during(RUN, () -> {
                        one.stall();
                        during(Duration.ofMillis(150), () -> {});
                        one.flow();
                        during(Duration.ofMillis(850), () -> {});
                    })));
        }
        assertThat(fallbacks()).isPositive();
    }

    @Test
    void a_fleet_that_starts_without_redis_keeps_to_the_rate_when_it_comes() {
        fleet.forEach(Replica::close);
        fleet.clear();
        redis.stop();
        for (int i = 0; i < REPLICAS; i++) {
            fleet.add(new Replica(redis.url(), RATE, REPLICAS));
        }
        fleet.forEach(replica -> replica.load(CALLERS, permit -> {}));
        awaitPermits(60);
        redis.start();
        awaitAll("fleet", PATIENCE);
        during(Duration.ofSeconds(3), () -> {});
        assertSum();
    }

    private double fallbacks() {
        return fleet.stream().mapToDouble(Replica::fallbacks).sum();
    }

    /** What is taken within this time, while something is done or checked again and again. */
    private List<Long> during(Duration time, Runnable meanwhile) {
        long start = System.nanoTime();
        long end = start + time.toNanos();
        BooleanSupplier over = () -> System.nanoTime() - end >= 0;
        await().atMost(time.plus(PATIENCE)).pollInterval(Duration.ofMillis(20)).until(() -> {
            meanwhile.run();
            return over.getAsBoolean();
        });
        return taken().stream()
                .filter(moment -> moment - start >= 0 && moment - end < 0)
                .toList();
    }

    private void assertSum() {
        assertSum(taken());
    }

    /** In any second and in any ten. */
    private static void assertSum(Collection<Long> taken) {
        int second = Busiest.second(taken);
        int ten = Busiest.within(RUN, taken);
        System.out.printf("fleet: %d permits in the busiest second, %d in the busiest %s%n", second, ten, RUN);
        assertThat(second).as("in a second").isLessThanOrEqualTo(RATE_AND_BURST);
        assertThat(ten).as("in ten seconds").isLessThanOrEqualTo(270 + 3);
    }

    private int warnings() {
        return lines(WARNING, "");
    }

    /** Those of a busy machine, on which Redis or the replica was late. */
    private int lateWarnings() {
        return lines(WARNING, "Timeout ") + lines(WARNING, "too slow");
    }

    private int recoveries() {
        return lines("Redis available", "");
    }

    private int lines(String beginning, String cause) {
        return (int) log.lines().stream()
                .map(CapturedLog.Line::message)
                .filter(line -> line.startsWith(beginning) && line.contains(cause))
                .count();
    }

    private void awaitPermits(int more) {
        int before = taken().size();
        await().atMost(PATIENCE).until(() -> taken().size() >= before + more);
    }

    private void awaitAll(String source, Duration patience) {
        await().atMost(patience).until(() -> isAll(source));
    }

    private boolean isAll(String source) {
        return fleet.stream().allMatch(one -> one.source().equals(source));
    }

    private Collection<Long> taken() {
        return fleet.stream().map(Replica::taken).flatMap(Collection::stream).toList();
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
