package io.moonconnect.testing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Ticker;

/** The time by which the service under test forgets; it stands still until a test moves it. */
@Alternative
@Singleton
public class HandTicker implements Ticker {

    /** Where nanoseconds are about to overflow. */
    private final AtomicLong now =
            new AtomicLong(Long.MAX_VALUE - Duration.ofMinutes(6).toNanos());

    @Override
    public long read() {
        return now.get();
    }

    public void advance(Duration by) {
        now.addAndGet(by.toNanos());
    }
}
