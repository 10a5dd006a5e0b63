package io.moonconnect.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/**
 * Claims shared through Redis (5 or newer). Each event's hash maps to the replica that is delivering it, or to a marker
 * that it is delivered. While Redis is unavailable or slow, this replica deduplicates locally.
 */
final class RedisClaims implements FleetClaims {

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

    private static final String PROBE = "probe";

    private static final Duration PROBE_LIFE = Duration.ofSeconds(1);

    private static final String ONE_KEY = "1";

    private final String replica = UUID.randomUUID().toString();

    /** Events that were delivered while Redis was unavailable. */
    private final Set<String> unsaved = ConcurrentHashMap.newKeySet();

    private final PromptRedis redis;
    private final String prefix;
    private final Duration memory;
    private final int mostUnsaved;
    private final int mostDeferred;
    private final Clock clock;

    RedisClaims(PromptRedis redis, String prefix, WebhookConfig.Memory memory, Clock clock) {
        this.redis = redis;
        this.prefix = prefix;
        this.memory = memory.life();
        this.mostUnsaved = memory.events();
        this.mostDeferred = memory.deferred();
        this.clock = clock;
        redis.whenBack(this::saveAll);
    }

    /** A claim that always succeeds: all replicas make it in the same name, so that each of them writes. */
    static Request probe(String prefix) {
        return eval(CLAIM, prefix + PROBE).arg(PROBE).arg(PROBE_LIFE.toMillis());
    }

    @Override
    public Uni<Claim> claim(String key) {
        return ask(eval(CLAIM, prefix + key).arg(replica).arg(LocalClaims.CLAIM_LIFE.toMillis()))
                .map(RedisClaims::meaning);
    }

    @Override
    public Uni<Void> confirm(String key) {
        return redis.answer(Request.cmd(Command.SET)
                        .arg(prefix + key)
                        .arg(SAFE)
                        .arg("PX")
                        .arg(memory.toMillis()))
                .invoke(saved -> {
                    if (saved.isEmpty() && unsaved.size() < mostUnsaved) {
                        unsaved.add(key);
                    }
                })
                .replaceWithVoid();
    }

    /** Shares what was delivered meanwhile with the other replicas; a failed write is repeated the next time. */
    private void saveAll() {
        List<String> keys = unsaved.stream().filter(unsaved::remove).toList();
        Multi.createFrom()
                .iterable(keys)
                .onItem()
                .transformToUniAndConcatenate(this::confirm)
                .subscribe()
                .with(saved -> {}, fault -> {});
    }

    @Override
    public Uni<Void> release(String key) {
        return ask(eval(RELEASE, prefix + key).arg(replica)).replaceWithVoid();
    }

    @Override
    public Uni<List<String>> safeOf(List<String> keys) {
        Request get = Request.cmd(Command.MGET);
        keys.forEach(key -> get.arg(prefix + key));
        return redis.answer(get)
                .map(claims -> claims.map(found -> safeOf(keys, found)).orElse(List.of()));
    }

    private static List<String> safeOf(List<String> keys, Response claims) {
        return IntStream.range(0, keys.size())
                .filter(i -> claims.get(i) != null && SAFE.equals(claims.get(i).toString()))
                .mapToObj(keys::get)
                .toList();
    }

    @Override
    public Uni<Long> defer(String signature) {
        return redis.answer(eval(DEFER, prefix + DEFERRED)
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

    private static Request eval(String script, String key) {
        return Request.cmd(Command.EVAL).arg(script).arg(ONE_KEY).arg(key);
    }

    private static Claim meaning(String claim) {
        return switch (claim) {
            case "" -> Claim.ACQUIRED;
            case SAFE -> Claim.SAFE;
            default -> Claim.UNDER_WAY;
        };
    }

    private Uni<String> ask(Request request) {
        return redis.answer(request)
                .map(response -> response.map(Response::toString).orElse(""));
    }
}
