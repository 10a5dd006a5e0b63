package io.moonconnect.caller.limit;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Ticker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.caller.limit.TokenBucket.Taken;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemWriter;
import io.moonconnect.problem.Refusal;

/** One rate limit with its buckets, response header values and metrics. */
final class Limiter {

    private final BucketTable buckets;
    private final Ticker ticker;
    private final long start;
    private final String name;
    private final String policy;
    private final String detail;
    private final Counter refused;

    Limiter(LimitKind kind, Limit limit, Ticker ticker, MeterRegistry metrics) {
        long seconds = limit.period().toSeconds();
        this.buckets = new BucketTable(new TokenBucket(limit), BucketTable.BOUND);
        this.ticker = ticker;
        this.start = ticker.read();
        this.name = '"' + kind.label() + '"';
        this.policy = name + ";q=" + limit.count() + ";w=" + seconds;
        this.detail = "The limit " + kind.label() + " is reached: " + limit.count() + " in " + seconds + " s.";
        this.refused = Counter.builder("too.many.requests")
                .description("Requests rejected by a rate limit")
                .tag("limit", kind.tag())
                .register(metrics);
        Gauge.builder("limit.keys", buckets, BucketTable::size)
                .description("Keys (backends, customers, tokens or addresses) tracked by a rate limit")
                .tag("limit", kind.tag())
                .register(metrics);
    }

    Taken take(String key) {
        Taken taken = buckets.take(key, now());
        if (!taken.granted()) {
            refused.increment();
        }
        return taken;
    }

    void giveBack(String key) {
        buckets.giveBack(key, now());
    }

    /** The limit's item in {@code RateLimit-Policy}. */
    String policy() {
        return policy;
    }

    /** The limit's item in {@code RateLimit}: remaining tokens, and seconds until the next one. */
    String remaining(Taken taken) {
        return name + ";r=" + taken.remaining() + ";t=" + ProblemWriter.seconds(untilNext(taken));
    }

    Failure refusal(Taken taken) {
        return Failure.retryLater(Refusal.RATE_LIMIT, detail, untilNext(taken));
    }

    private static Duration untilNext(Taken taken) {
        return Duration.ofNanos(taken.untilNext());
    }

    /** Since the start, because a ticker's own value may overflow. */
    private long now() {
        return ticker.read() - start;
    }
}
