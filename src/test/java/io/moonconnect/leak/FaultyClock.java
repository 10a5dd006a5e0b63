package io.moonconnect.leak;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/** A clock that fails on demand, which is a fault that no code of the service foresees. */
@Alternative
@Singleton
class FaultyClock extends Clock {

    private static final String FAULT = "test.clock-fault";

    /** What the next look at the clock throws, and only that one. */
    static void failOnce(RuntimeException fault) {
        System.getProperties().put(FAULT, fault);
    }

    @Override
    public Instant instant() {
        if (System.getProperties().remove(FAULT) instanceof RuntimeException fault) {
            fault.fillInStackTrace();
            throw fault;
        }
        return Clock.systemUTC().instant();
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
