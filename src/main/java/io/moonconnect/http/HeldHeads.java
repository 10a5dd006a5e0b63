package io.moonconnect.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.Refusal;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;

/**
 * Bounds the memory for unfinished heads over all connections ({@code heads_held_bytes}); trailers are counted as
 * heads. Beyond the bound, the connections that have been sending their heads for the longest are closed, so that heads
 * that arrive at once are still served. Created at startup, so that invalid configuration fails it.
 */
@Startup
@Singleton
class HeldHeads {

    private static final Failure EXHAUSTED = Failure.retryLater(
            Refusal.HEAD_MEMORY, "The memory for unfinished request heads is exhausted.", Duration.ofSeconds(1));

    private final long bound;
    private final int most;
    private final AtomicLong held = new AtomicLong();

    private final AtomicLong numbers = new AtomicLong();

    /** The unfinished heads of all event loops, by the numbers that they got when they began. */
    private final ConcurrentNavigableMap<Long, UnfinishedHead> unfinished = new ConcurrentSkipListMap<>();

    HeldHeads(HeadConfig config, VertxHttpConfig http, MeterRegistry metrics) {
        this.bound = config.maxHeld().asLongValue();
        if (bound < http.limits().maxHeaderSize().asLongValue()) {
            throw new ConfigurationException(
                    "moonconnect.head.max-held must be at least quarkus.http.limits.max-header-size");
        }
        this.most = (int) http.limits().maxHeaderSize().asLongValue()
                + http.limits().maxInitialLineLength();
        Gauge.builder("heads.held", held, AtomicLong::get)
                .description("Bytes of unfinished request heads in memory")
                .baseUnit("bytes")
                .register(metrics);
    }

    /** The most bytes that a decoder keeps of one head. */
    int most() {
        return most;
    }

    /**
     * Called on the event loop of the head when its unfinished bytes change from one size to another.
     *
     * @param number the head's, or any if it begins
     * @return its number
     */
    long resize(UnfinishedHead head, long number, int from, int to) {
        long its = from == 0 ? numbers.incrementAndGet() : number;
        if (from == 0) {
            unfinished.put(its, head);
        } else if (to == 0) {
            unfinished.remove(its);
        }
        if (held.addAndGet(to - from) > bound && to > from) {
            refuseOldest();
        }
        return its;
    }

    /** One after the other until the rest fits, each on its own event loop. */
    private void refuseOldest() {
        Map.Entry<Long, UnfinishedHead> oldest = unfinished.pollFirstEntry();
        if (oldest != null) {
            oldest.getValue().refuse(oldest.getKey(), EXHAUSTED, () -> {
                if (held.get() > bound) {
                    refuseOldest();
                }
            });
        }
    }
}
