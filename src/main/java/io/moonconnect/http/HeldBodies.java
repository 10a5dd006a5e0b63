package io.moonconnect.http;

import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Counts the bytes of all bodies that are in memory at a time, and keeps them within a bound: {@code bodies_held_bytes}.
 * Bodies are read before their senders are known, so that without it anybody could fill the memory with halves of them.
 */
@Singleton
class HeldBodies {

    private final long bound;
    private final AtomicLong held = new AtomicLong();

    HeldBodies(BodyConfig config, MeterRegistry metrics) {
        this.bound = config.maxHeldBodies().asLongValue();
        if (bound < ArrivingBody.MAX_WEBHOOK_BYTES) {
            throw new ConfigurationException("moonconnect.max-held-bodies must be at least one body's "
                    + ArrivingBody.MAX_WEBHOOK_BYTES + " bytes");
        }
        Gauge.builder("bodies.held", held, AtomicLong::get)
                .description("Bytes of request bodies in memory")
                .baseUnit("bytes")
                .register(metrics);
    }

    /** Whether there is room for so many more bytes; if so they are counted from now on, until they are let go. */
    boolean hold(int bytes) {
        if (held.addAndGet(bytes) <= bound) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void letGo(int bytes) {
        held.addAndGet(-bytes);
    }
}
