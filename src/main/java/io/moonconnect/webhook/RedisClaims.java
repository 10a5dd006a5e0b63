package io.moonconnect.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/**
 * Claims shared through Redis (5 or newer). Each event's hash maps to the replica that is delivering it, or to a marker
 * that it is delivered. While Redis is unavailable or slow, this replica deduplicates locally.
 */
final class RedisClaims implements FleetClaims {

    private static final Logger LOG = Logger.getLogger(RedisClaims.class);

    /** Two of these plus the sink's time-out must fit into one second. */
    private static final Duration TIMEOUT = Duration.ofMillis(100);

    /** While Redis is unavailable it is tried at this interval, and calls return at once in between. */
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);

    private static final String SAFE = "safe";

    /** A claim of this replica may be left over from a response that timed out, so it can be taken again. */
    private static final String CLAIM = """
            local claim = redis.call('GET', KEYS[1])
            if claim == false or claim == ARGV[1] then
                redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
                return ''
            end
            return claim
            """;

    /** Keeps the claim of another replica, made after this one's expired. */
    private static final String RELEASE = """
            if redis.call('GET', KEYS[1]) == ARGV[1] then
                redis.call('DEL', KEYS[1])
            end
            return ''
            """;

    /** A sorted set by time, without those that are too old or too many. Returns how many were too many. */
    private static final String DEFER = """
            redis.call('ZADD', KEYS[1], 'NX', ARGV[2], ARGV[1])
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[2] - ARGV[3])
            redis.call('PEXPIRE', KEYS[1], ARGV[3])
            return redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - ARGV[4])
            """;

    private static final String DEFERRED = "deferred";

    private static final String ONE_KEY = "1";

    private final String replica = UUID.randomUUID().toString();
    private final AtomicBoolean degraded = new AtomicBoolean();
    private final Redis redis;
    private final String prefix;
    private final Duration memory;
    private final int mostDeferred;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private volatile long nextTry;

    /**
     * @param memory how long delivered events are remembered
     * @param mostDeferred signatures of events answered with 503
     */
    RedisClaims(
            Redis redis,
            String prefix,
            Duration memory,
            int mostDeferred,
            MeterRegistry metrics,
            Clock clock,
            LongSupplier nanoTime) {
        this.redis = redis;
        this.prefix = prefix;
        this.memory = memory;
        this.mostDeferred = mostDeferred;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.nextTry = nanoTime.getAsLong();
        Gauge.builder("webhooks.fleet.degraded", degraded, state -> state.get() ? 1 : 0)
                .description("1 while Redis is unavailable and this replica deduplicates webhooks locally")
                .register(metrics);
    }

    @Override
    public Uni<Claim> claim(String key) {
        return ask(eval(CLAIM, key).arg(replica).arg(LocalClaims.CLAIM_LIFE.toMillis()))
                .map(RedisClaims::meaning);
    }

    @Override
    public Uni<Void> confirm(String key) {
        return ask(Request.cmd(Command.SET)
                        .arg(prefix + key)
                        .arg(SAFE)
                        .arg("PX")
                        .arg(memory.toMillis()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> release(String key) {
        return ask(eval(RELEASE, key).arg(replica)).replaceWithVoid();
    }

    @Override
    public Uni<List<String>> safeOf(List<String> keys) {
        Request get = Request.cmd(Command.MGET);
        keys.forEach(key -> get.arg(prefix + key));
        return answer(get).map(claims -> safeOf(keys, claims));
    }

    private static List<String> safeOf(List<String> keys, Optional<Response> claims) {
        return claims.map(claim -> IntStream.range(0, keys.size())
                        .filter(i ->
                                claim.get(i) != null && SAFE.equals(claim.get(i).toString()))
                        .mapToObj(keys::get)
                        .toList())
                .orElse(List.of());
    }

    @Override
    public Uni<Long> defer(String signature) {
        return answer(eval(DEFER, DEFERRED)
                        .arg(signature)
                        .arg(clock.millis())
                        .arg(DEFERRED_LIFE.toMillis())
                        .arg(mostDeferred))
                .map(dropped -> dropped.map(Response::toLong).orElse(0L));
    }

    @Override
    public Uni<Boolean> isDeferred(String signature) {
        long oldest = clock.instant().minus(DEFERRED_LIFE).toEpochMilli();
        return ask(Request.cmd(Command.ZSCORE).arg(prefix + DEFERRED).arg(signature))
                .chain(time -> !time.isEmpty() && Double.parseDouble(time) > oldest
                        ? Uni.createFrom().item(true)
                        : safeOf(List.of(signature)).map(safe -> !safe.isEmpty()));
    }

    @Override
    public Uni<Void> settle(List<String> signatures) {
        Request remove = Request.cmd(Command.ZREM).arg(prefix + DEFERRED);
        signatures.forEach(remove::arg);
        Uni<Void> safe = Uni.createFrom().voidItem();
        for (String signature : signatures) {
            safe = safe.chain(() -> confirm(signature));
        }
        return safe.chain(() -> ask(remove)).replaceWithVoid();
    }

    private Request eval(String script, String key) {
        return Request.cmd(Command.EVAL).arg(script).arg(ONE_KEY).arg(prefix + key);
    }

    private static Claim meaning(String claim) {
        return switch (claim) {
            case "" -> Claim.ACQUIRED;
            case SAFE -> Claim.SAFE;
            default -> Claim.UNDER_WAY;
        };
    }

    private Uni<String> ask(Request request) {
        return answer(request).map(response -> response.map(Response::toString).orElse(""));
    }

    /** Redis' response; empty without a value, on failure or on time-out. */
    private Uni<Optional<Response>> answer(Request request) {
        if (degraded.get() && nanoTime.getAsLong() - nextTry < 0) {
            return Uni.createFrom().item(Optional.empty());
        }
        return Uni.createFrom()
                .completionStage(() -> send(request)
                        .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                        .toCompletionStage())
                .map(Optional::ofNullable)
                .invoke(answered -> recovered())
                .onFailure()
                .invoke(this::unavailable)
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    private Future<Response> send(Request request) {
        try {
            return redis.send(request);
        } catch (RuntimeException left) {
            return Future.failedFuture(left);
        }
    }

    private void recovered() {
        if (degraded.compareAndSet(true, false)) {
            LOG.info("Redis is available, webhooks are deduplicated across replicas");
        }
    }

    private void unavailable(Throwable cause) {
        nextTry = nanoTime.getAsLong() + RETRY_INTERVAL.toNanos();
        if (degraded.compareAndSet(false, true)) {
            LOG.warnf("Redis is unavailable, webhooks are deduplicated by this replica only, cause=%s", cause);
        }
    }
}
