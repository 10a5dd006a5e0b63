package io.moonconnect.webhook;

import java.time.Duration;
import java.util.concurrent.ConcurrentMap;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

/** Events in delivery and delivered by this replica. */
final class LocalClaims {

    /** Far longer than a delivery takes, so that only abandoned claims expire. */
    static final Duration CLAIM_LIFE = Duration.ofSeconds(5);

    private final ConcurrentMap<String, Boolean> claimed;
    private final RecentKeys safe;

    LocalClaims(Duration memory, int most, Ticker ticker) {
        this.claimed = Caffeine.newBuilder()
                .expireAfterWrite(CLAIM_LIFE)
                .ticker(ticker)
                .<String, Boolean>build()
                .asMap();
        this.safe = new RecentKeys(memory, most, ticker);
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
}
