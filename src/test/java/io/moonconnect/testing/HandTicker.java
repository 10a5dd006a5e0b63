package io.moonconnect.testing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Ticker;

/** A manual ticker for expiry in the service under test. */
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
