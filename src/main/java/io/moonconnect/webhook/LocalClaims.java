package io.moonconnect.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

/** Events in delivery and delivered by this replica, and the signatures of those that it answered with 503. */
final class LocalClaims {

    /** Far longer than a delivery takes, so that only abandoned claims expire. */
    static final Duration CLAIM_LIFE = Duration.ofSeconds(5);

    private final ConcurrentMap<String, Boolean> claimed;
    private final RecentKeys safe;
    /** The key of the event by signature. */
    private final Cache<String, String> deferred;

    private final int mostDeferred;

    LocalClaims(Duration memory, int most, int mostDeferred, Ticker ticker) {
        this.claimed = Caffeine.newBuilder()
                .expireAfterWrite(CLAIM_LIFE)
                .ticker(ticker)
                .<String, Boolean>build()
                .asMap();
        this.safe = new RecentKeys(memory, most, ticker);
        this.deferred = Caffeine.newBuilder()
                .expireAfterWrite(FleetClaims.DEFERRED_LIFE)
                .ticker(ticker)
                .build();
        this.mostDeferred = mostDeferred;
    }

    Claim claim(String key) {
        if (claimed.putIfAbsent(key, true) != null) {
            return safe.contains(key) ? Claim.SAFE : Claim.UNDER_WAY;
        }
        if (safe.contains(key)) {
            claimed.remove(key);
            return Claim.SAFE;
        }
        return Claim.ACQUIRED;
    }

    /** Recorded as delivered before the claim ends, so that a concurrent claim sees one or the other. */
    void confirm(String key) {
        safe.add(key);
        claimed.remove(key);
    }

    void release(String key) {
        claimed.remove(key);
    }

    /** Returns the number of older signatures that were dropped. */
    long defer(String signature, String key) {
        boolean isNew = deferred.asMap().putIfAbsent(signature, key) == null;
        long over = isNew ? deferred.asMap().size() - mostDeferred : 0;
        // Cut by age: the cache's own bound is by use, and would drop the newest.
        return over <= 0
                ? 0
                : deferred.policy().expireAfterWrite().orElseThrow().oldest((int) over).keySet().stream()
                        .filter(oldest -> deferred.asMap().remove(oldest) != null)
                        .count();
    }

    boolean isDeferred(String signature) {
        return deferred.getIfPresent(signature) != null || safe.contains(signature);
    }

    /** Forgets the signatures of a safe event, which are duplicates from now on, and returns them. */
    List<String> settle(String key) {
        List<String> signatures = deferred.asMap().entrySet().stream()
                .filter(each -> each.getValue().equals(key))
                .map(Map.Entry::getKey)
                .toList();
        signatures.forEach(safe::add);
        deferred.invalidateAll(signatures);
        return signatures;
    }
}
