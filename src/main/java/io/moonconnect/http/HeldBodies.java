package io.moonconnect.http;

import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Bounds the memory for bodies ({@code bodies_held_bytes}), which are read before authentication. */
@Singleton
class HeldBodies {

    private final long bound;
    private final AtomicLong held = new AtomicLong();

    HeldBodies(BodyConfig config, MeterRegistry metrics) {
        this.bound = config.maxHeld().asLongValue();
        if (bound < ArrivingBody.MAX_LARGE_BYTES) {
            throw new ConfigurationException("moonconnect.body.max-held must be at least one body of "
                    + ArrivingBody.MAX_LARGE_BYTES + " bytes");
        }
        Gauge.builder("bodies.held", held, AtomicLong::get)
                .description("Bytes of request bodies in memory")
                .baseUnit("bytes")
                .register(metrics);
    }

    /** Reserves memory if the limit permits; released by {@link #release}. */
    boolean hold(int bytes) {
        if (held.addAndGet(bytes) <= bound) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void release(int bytes) {
        held.addAndGet(-bytes);
    }
}
