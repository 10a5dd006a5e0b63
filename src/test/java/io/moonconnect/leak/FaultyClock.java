package io.moonconnect.leak;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/** A clock that can be advanced, and that throws on demand: an unexpected failure. */
@Alternative
@Singleton
class FaultyClock extends Clock {

    private static final String FAULT = "test.clock-fault";

    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

    static void putForward(Duration by) {
        AHEAD.updateAndGet(by::plus);
    }

    static Duration ahead() {
        return AHEAD.get();
    }

    /** Thrown once, by the next reading of an instant. */
    static void failOnce(RuntimeException fault) {
        System.getProperties().put(FAULT, fault);
    }

    @Override
    public Instant instant() {
        if (System.getProperties().remove(FAULT) instanceof RuntimeException fault) {
            fault.fillInStackTrace();
            throw fault;
        }
        return now();
    }

    @Override
    public long millis() {
        return now().toEpochMilli();
    }

    static Instant now() {
        return Clock.systemUTC().instant().plus(AHEAD.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
