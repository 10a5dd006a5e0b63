package io.moonconnect.caller.limit;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Ticker;

import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.caller.limit.TokenBucket.Taken;

/** The enabled rate limits. */
@Singleton
class Limits {

    private final Map<LimitKind, Limiter> limiters = new EnumMap<>(LimitKind.class);
    private final RateLimitFields fields;

    Limits(LimitConfig config, Ticker ticker, MeterRegistry metrics, RateLimitFields fields) {
        this.fields = fields;
        for (LimitKind kind : LimitKind.values()) {
            Limit limit = kind.configured(config);
            if (limit.isOn()) {
                limiters.put(kind, new Limiter(kind, limit, ticker, metrics));
            }
        }
    }

    /** One unit counted against a limit; personal or secret keys are hashed. */
    record Use(LimitKind kind, String key) {}

    /** Takes a token from each limit, or from none and throws if one is exceeded. */
    void take(List<Use> uses) {
        for (Use use : uses) {
            Limiter limiter = limiters.get(use.kind());
            if (limiter == null) {
                continue;
            }
            Taken taken = limiter.take(use.key());
            if (!taken.granted()) {
                giveBack(uses.subList(0, uses.indexOf(use)));
                fields.reached(limiter, taken);
                throw limiter.refusal(taken);
            }
            fields.passed(limiter, taken);
        }
    }

    private void giveBack(List<Use> uses) {
        for (Use use : uses) {
            Limiter limiter = limiters.get(use.kind());
            if (limiter != null) {
                limiter.giveBack(use.key());
            }
        }
    }
}
