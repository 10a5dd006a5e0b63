package io.moonconnect.webhook;

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
 * The fleet's claims in Redis (5 or newer): a key per event, a hash, with the name of the replica that is passing it on, or
 * with the word that it is safe. While Redis is slow or gone this replica goes on by its own memory.
 */
final class RedisClaims implements FleetClaims {

    private static final Logger LOG = Logger.getLogger(RedisClaims.class);

    /** Two of these and the sink's time are to be within a second. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    /** A Redis that is gone is asked again after so long, and costs nothing meanwhile. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final String SAFE = "safe";

    /** One of our own is left over from an answer that came too late: this replica knows what it is at. */
    private static final String CLAIM = """
            local claim = redis.call('GET', KEYS[1])
            if claim == false or claim == ARGV[1] then
                redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
                return ''
            end
            return claim
            """;

    /** That of another, made since ours ran out, stays. */
    private static final String RELEASE = """
            if redis.call('GET', KEYS[1]) == ARGV[1] then
                redis.call('DEL', KEYS[1])
            end
            return ''
            """;

    private static final String ONE_KEY = "1";

    private final String replica = UUID.randomUUID().toString();
    private final AtomicBoolean gone = new AtomicBoolean();
    private final Redis redis;
    private final String prefix;
    private final Duration memory;
    private final LongSupplier nanoTime;
    private volatile long nextTry;

    /** @param memory how long an event is known to be safe */
    RedisClaims(Redis redis, String prefix, Duration memory, MeterRegistry metrics, LongSupplier nanoTime) {
        this.redis = redis;
        this.prefix = prefix;
        this.memory = memory;
        this.nanoTime = nanoTime;
        this.nextTry = nanoTime.getAsLong();
        Gauge.builder("webhooks.fleet.degraded", gone, state -> state.get() ? 1 : 0)
                .description("1 while Redis is slow or gone and this replica tells duplicates by its own memory")
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
        return claims.map(standing -> IntStream.range(0, keys.size())
                        .filter(i -> standing.get(i) != null
                                && SAFE.equals(standing.get(i).toString()))
                        .mapToObj(keys::get)
                        .toList())
                .orElse(List.of());
    }

    private Request eval(String script, String key) {
        return Request.cmd(Command.EVAL).arg(script).arg(ONE_KEY).arg(prefix + key);
    }

    private static Claim meaning(String standing) {
        return switch (standing) {
            case "" -> Claim.OURS;
            case SAFE -> Claim.SAFE;
            default -> Claim.UNDER_WAY;
        };
    }

    private Uni<String> ask(Request request) {
        return answer(request).map(response -> response.map(Response::toString).orElse(""));
    }

    /** Redis' answer; nothing where there is none in time. */
    private Uni<Optional<Response>> answer(Request request) {
        if (gone.get() && nanoTime.getAsLong() - nextTry < 0) {
            return Uni.createFrom().item(Optional.empty());
        }
        return Uni.createFrom()
                .completionStage(() -> send(request)
                        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                        .toCompletionStage())
                .map(Optional::of)
                .invoke(answered -> isBack())
                .onFailure()
                .invoke(this::isGone)
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

    private void isBack() {
        if (gone.compareAndSet(true, false)) {
            LOG.info("Redis answers, duplicates of webhooks are the fleet's");
        }
    }

    private void isGone(Throwable cause) {
        nextTry = nanoTime.getAsLong() + PAUSE.toNanos();
        if (gone.compareAndSet(false, true)) {
            LOG.warnf("Redis is slow or gone, this replica tells duplicates of webhooks alone, cause=%s", cause);
        }
    }
}
