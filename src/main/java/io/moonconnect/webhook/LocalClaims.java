package io.moonconnect.webhook;

import java.time.Duration;
import java.util.concurrent.ConcurrentMap;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

/** Which events are being passed on by this replica, and which have been. */
final class LocalClaims {

    /** Far longer than it takes to pass an event on, so that only a claim that nobody will end runs out. */
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
        return Claim.OURS;
    }

    /** Known as safe before the claim ends, so that nobody finds neither. */
    void confirm(String key) {
        safe.add(key);
        claimed.remove(key);
    }

    void release(String key) {
        claimed.remove(key);
    }
}
