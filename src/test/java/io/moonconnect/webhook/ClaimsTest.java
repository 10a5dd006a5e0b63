package io.moonconnect.webhook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.moonconnect.redis.RedisCommands;
import io.moonconnect.testing.CapturedLog;
import io.moonconnect.testing.FreePort;
import io.moonconnect.testing.HandSetClock;
import io.moonconnect.testing.HandTicker;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.RedisProcess;
import io.moonconnect.testing.TcpGate;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two replicas with a shared Redis deliver an event once; without Redis each of them delivers it. */
@Lengthy
class ClaimsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Of a Redis that answers: the time-out of the service is shorter than a busy machine may stall. */
    private static final Duration LONG_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration MEMORY = Duration.ofHours(24);
    private static final int MOST_DEFERRED = 5;
    private static final int NOBODY = 1;
    private static final WebhookConfig.Memory SETTINGS = WebhookConfigTest.config(
                    Map.of("memory.deferred", "" + MOST_DEFERRED))
            .memory();

    private final RedisProcess redis = RedisProcess.started();
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HandTicker ticker = new HandTicker();
    private final HandSetClock clock = new HandSetClock();
    private final List<SimpleMeterRegistry> metrics = new ArrayList<>();
    private final Redis client = client(redis.url());
    private final Claims one = replica();
    private final Claims other = replica();
    private final String key = EventKey.of(UUID.randomUUID().toString());

    /** The first answer waits for a connection, and for the code of Redis' client to be loaded. */
    @BeforeEach
    void bothReachRedis() {
        await().atMost(PATIENCE).until(() -> reaches(one, metrics.get(0)) && reaches(other, metrics.get(1)));
    }

    @AfterEach
    void stopAll() {
        client.close();
        vertx.close();
        redis.close();
    }

    @Test
    void an_event_is_claimed_by_one_replica_until_it_is_delivered() {
        assertThat(get(one.claim(key))).isEqualTo(Claim.ACQUIRED);
        assertThat(get(other.claim(key))).isEqualTo(Claim.UNDER_WAY);
        assertThat(get(one.claim(key))).isEqualTo(Claim.UNDER_WAY);
        get(one.confirm(key));
        assertThat(get(other.claim(key))).isEqualTo(Claim.SAFE);
        assertThat(get(one.claim(key))).isEqualTo(Claim.SAFE);
        redis.stop();
        assertThat(get(other.claim(key))).as("remembered here too").isEqualTo(Claim.SAFE);
    }

    @Test
    void a_failed_attempt_releases_the_event() {
        get(one.claim(key));
        get(one.release(key));
        assertThat(get(other.claim(key))).isEqualTo(Claim.ACQUIRED);
        get(one.release(key));
        assertThat(get(one.claim(key)))
                .as("it is not the first one's to release")
                .isEqualTo(Claim.UNDER_WAY);
    }

    @Test
    void the_claim_of_a_crashed_replica_expires() {
        assertThat(get(one.claim(key))).isEqualTo(Claim.ACQUIRED);
        assertThat(get(other.claim(key))).isEqualTo(Claim.UNDER_WAY);
        await().atMost(PATIENCE).until(() -> get(other.claim(key)) == Claim.ACQUIRED);
    }

    @Test
    void what_another_replica_has_passed_on_is_no_longer_unsafe_here() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        UnsafeEvents unsafe = new UnsafeEvents(WebhookConfigTest.config(Map.of()), registry, clock);
        UnsafeReview review = new UnsafeReview(unsafe, one, vertx);
        unsafe.come(key);
        clock.move(Duration.ofSeconds(5));
        unsafe.come(EventKey.of("unclaimed"));
        clock.move(Duration.ofSeconds(5));
        assertThat(oldestUnsafe(registry)).isEqualTo(10);
        get(other.claim(key));
        review.review();
        get(one.safeOf(List.of(key)));
        assertThat(oldestUnsafe(registry)).as("claimed is not safe").isEqualTo(10);
        get(other.confirm(key));
        review.review();
        await().atMost(PATIENCE).until(() -> oldestUnsafe(registry) == 5);
        review.stop(new ShutdownEvent());
    }

    private static double oldestUnsafe(SimpleMeterRegistry registry) {
        return registry.get("webhooks.oldest.unsafe").gauge().value();
    }

    @Test
    void redis_holds_hashes_and_each_for_a_time_only() {
        get(one.claim(key));
        String name = "test:" + key;
        assertThat(remaining(name)).isBetween(1L, 5_000L);
        get(one.confirm(key));
        assertThat(remaining(name)).isBetween(MEMORY.toMillis() - 60_000, MEMORY.toMillis());
        assertThat(key).matches("[0-9a-f]{64}");
    }

    @Test
    void without_redis_each_replica_deduplicates_locally() {
        redis.stop();
        assertThat(get(one.claim(key))).isEqualTo(Claim.ACQUIRED);
        assertThat(get(one.claim(key))).isEqualTo(Claim.UNDER_WAY);
        get(one.confirm(key));
        assertThat(get(one.claim(key))).isEqualTo(Claim.SAFE);
        assertThat(get(other.claim(key)))
                .as("a duplicate is better than a lost event")
                .isEqualTo(Claim.ACQUIRED);
        assertThat(metrics)
                .allSatisfy(registry -> assertThat(degraded(registry)).isEqualTo(1));
        redis.start();
        await().atMost(PATIENCE).until(() -> reaches(one, metrics.get(0)));
    }

    @Test
    void a_hanging_redis_delays_one_call_only() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Claims prompt = replica(redis.url(), PromptRedis.TIMEOUT, registry);
        await().atMost(PATIENCE).until(() -> reaches(prompt, registry));
        redis.hang();
        long start = System.nanoTime();
        assertThat(get(prompt.claim(key))).isEqualTo(Claim.ACQUIRED);
        assertThat(millisSince(start)).as("the connection is closed after 3 s").isLessThan(2_000);
        List<String> keys = IntStream.range(0, 500)
                .mapToObj(i -> EventKey.of("key", "" + i))
                .toList();
        start = System.nanoTime();
        keys.forEach(each -> get(prompt.claim(each)));
        assertThat(millisSince(start)).as("500 time-outs take 50 s").isLessThan(25_000);
        redis.resume();
        await().atMost(PATIENCE).until(() -> reaches(prompt, registry));
    }

    @Test
    void a_redis_that_refuses_writes_is_one_state_until_it_takes_them() {
        try (CapturedLog log = CapturedLog.of(PromptRedis.class.getName())) {
            redis.replicate(NOBODY);
            assertThat(get(one.claim(key))).isEqualTo(Claim.ACQUIRED);
            long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
            await().atMost(PATIENCE).until(() -> {
                get(one.safeOf(List.of(key)));
                get(one.isDeferred("signature", key));
                assertThat(degraded(metrics.get(0))).isEqualTo(1);
                return System.nanoTime() - end > 0;
            });
            assertThat(log.lines()).hasSize(1);
            redis.promote();
            await("without a webhook").atMost(PATIENCE).until(() -> degraded(metrics.get(0)) == 0);
            await("the line comes later").until(() -> log.lines().size() == 2);
        }
    }

    @Test
    void a_redis_that_refuses_scripts_is_one_state_until_it_runs_them() {
        try (CapturedLog log = CapturedLog.of(PromptRedis.class.getName())) {
            redis.send("ACL SETUSER default -eval");
            assertThat(get(one.claim(key))).isEqualTo(Claim.ACQUIRED);
            redis.send("ACL LOG RESET");
            await("a probe is refused, too").atMost(PATIENCE).until(() -> redis.send("ACL LOG")
                    .contains("eval"));
            assertThat(degraded(metrics.get(0))).isEqualTo(1);
            assertThat(log.lines()).hasSize(1);
            redis.send("ACL SETUSER default +eval");
            await("without a webhook").atMost(PATIENCE).until(() -> degraded(metrics.get(0)) == 0);
        }
    }

    @Test
    void what_was_delivered_without_redis_is_a_duplicate_everywhere_afterwards() {
        redis.stop();
        get(one.claim(key));
        get(one.confirm(key));
        redis.start();
        await().atMost(PATIENCE).until(() -> reaches(one, metrics.get(0)) && reaches(other, metrics.get(1)));
        await().atMost(PATIENCE).until(() -> get(other.claim(key)) == Claim.SAFE);
    }

    @Test
    void after_a_fail_over_duplicates_are_found_by_the_new_master_while_the_old_one_lives_on() {
        int port = FreePort.find();
        try (TcpGate name = new TcpGate(port, redis.port());
                RedisProcess next = RedisProcess.started()) {
            name.open();
            List<Claims> both = List.of(
                    replica("redis://localhost:" + port, new SimpleMeterRegistry()),
                    replica("redis://localhost:" + port, new SimpleMeterRegistry()));
            String known = EventKey.of("known");
            get(both.get(0).claim(known));
            get(both.get(0).confirm(known));
            next.replicate(redis.port());
            await().atMost(PATIENCE)
                    .until(() -> next.isInSync() && next.send("DBSIZE").equals(redis.send("DBSIZE")));
            name.lead(next.port());
            next.promote();
            redis.replicate(next.port());
            assertThat(get(both.get(1).claim(known))).isEqualTo(Claim.SAFE);
            await().atMost(Duration.ofSeconds(15)).until(() -> {
                String fresh = EventKey.of(UUID.randomUUID().toString());
                get(both.get(0).claim(fresh));
                return get(both.get(1).claim(fresh)) == Claim.UNDER_WAY
                        && next.send("EXISTS test:" + fresh).startsWith(":1");
            });
        }
    }

    @Test
    void a_burst_of_claims_needs_no_more_connections_than_there_are() {
        claimAtOnce(64);
        assertThat(degraded(metrics.get(0))).isZero();
    }

    private void claimAtOnce(int count) {
        List<Uni<Claim>> claims = IntStream.range(0, count)
                .mapToObj(i -> one.claim(EventKey.of(UUID.randomUUID().toString())))
                .toList();
        List<Claim> all = get(Uni.join().all(claims).andFailFast());
        assertThat(Set.copyOf(all)).containsExactly(Claim.ACQUIRED);
    }

    @Test
    void the_newest_events_are_remembered_for_their_time_and_within_a_bound() {
        RecentKeys recent = new RecentKeys(Duration.ofMinutes(10), 1_000, ticker);
        IntStream.range(0, 10_000).forEach(i -> recent.add("key-" + i));
        assertThat(IntStream.range(9_501, 10_000)).allMatch(i -> recent.contains("key-" + i));
        assertThat(IntStream.range(0, 10_000)
                        .filter(i -> recent.contains("key-" + i))
                        .count())
                .isLessThanOrEqualTo(1_001);
        recent.add("last");
        ticker.advance(Duration.ofMinutes(10));
        assertThat(recent.contains("last")).isTrue();
        ticker.advance(Duration.ofMinutes(10));
        assertThat(recent.contains("last")).isFalse();
        recent.add("late");
        ticker.advance(Duration.ofMinutes(40));
        assertThat(recent.contains("late")).isFalse();
    }

    @Test
    void a_deferred_signature_is_known_to_all_replicas_and_after_a_restart_until_the_event_is_safe() {
        get(one.defer("signature", key));
        assertThat(get(other.isDeferred("signature", key))).isTrue();
        assertThat(get(other.isDeferred("another", key))).isFalse();
        assertThat(get(replica().isDeferred("signature", key))).isTrue();
        get(other.confirm(key));
        get(other.settle(key));
        assertThat(get(size("test:deferred"))).isZero();
        assertThat(get(replica().isDeferred("signature", key)))
                .as("a duplicate")
                .isTrue();
        get(one.defer("later", key));
        clock.move(Duration.ofDays(1).plusSeconds(1));
        assertThat(get(other.isDeferred("later", key))).isFalse();
    }

    @Test
    void the_oldest_deferred_signatures_are_dropped_and_counted() {
        for (int i = 0; i < MOST_DEFERRED + 2; i++) {
            get(one.defer("signature-" + i, key));
            clock.move(Duration.ofSeconds(1));
        }
        assertThat(get(one.isDeferred("signature-1", key))).isFalse();
        assertThat(get(one.isDeferred("signature-2", key))).isTrue();
        assertThat(get(size("test:deferred"))).isEqualTo(MOST_DEFERRED);
        assertThat(metrics.get(0).counter("webhooks.deferred.dropped").count()).isEqualTo(2);
        assertThat(remaining("test:deferred")).isBetween(MEMORY.toMillis() - 60_000, MEMORY.toMillis());
        redis.stop();
        assertThat(get(one.isDeferred("signature-1", key))).isFalse();
        assertThat(get(one.isDeferred("signature-2", key)))
                .as("remembered here too")
                .isTrue();
        ticker.advance(Duration.ofDays(1));
        assertThat(get(one.isDeferred("signature-2", key))).isFalse();
    }

    private Uni<Integer> size(String name) {
        return Uni.createFrom()
                .completionStage(
                        () -> client.send(Request.cmd(Command.ZCARD).arg(name)).toCompletionStage())
                .map(Response::toInteger);
    }

    private static boolean reaches(Claims claims, SimpleMeterRegistry registry) {
        get(claims.claim(EventKey.of(UUID.randomUUID().toString())));
        return degraded(registry) == 0;
    }

    private Claims replica() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        metrics.add(registry);
        return replica(redis.url(), registry);
    }

    private Claims replica(String url, SimpleMeterRegistry registry) {
        return replica(url, LONG_TIMEOUT, registry);
    }

    private Claims replica(String url, Duration timeout, SimpleMeterRegistry registry) {
        RedisCommands commands = new RedisCommands(client(url));
        PromptRedis prompt =
                new PromptRedis(commands, RedisClaims.probe("test:"), timeout, registry, vertx, System::nanoTime);
        return new Claims(
                new LocalClaims(MEMORY, 1_000, MOST_DEFERRED, ticker),
                new RedisClaims(prompt, "test:", SETTINGS, clock),
                registry);
    }

    /** As the service has it. */
    private Redis client(String url) {
        return Redis.createClient(
                vertx,
                new RedisOptions()
                        .setConnectionString(url)
                        .setMaxPoolSize(16)
                        .setMaxPoolWaiting(512)
                        .setNetClientOptions(
                                new NetClientOptions().setConnectTimeout(1000).setReadIdleTimeout(3)));
    }

    private long remaining(String name) {
        return get(Uni.createFrom()
                        .completionStage(
                                client.send(Request.cmd(Command.PTTL).arg(name)).toCompletionStage()))
                .toLong();
    }

    private static double degraded(SimpleMeterRegistry registry) {
        return registry.get("webhooks.fleet.degraded").gauge().value();
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
