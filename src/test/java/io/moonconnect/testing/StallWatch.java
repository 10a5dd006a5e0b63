package io.moonconnect.testing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Measures scheduling delays, so that tests of short times can distinguish failures from a busy machine. */
public final class StallWatch implements AutoCloseable {

    private static final long TICK = Duration.ofMillis(5).toNanos();

    private final AtomicLong worst = new AtomicLong();
    private final Thread thread = new Thread(this::watch, "stall-watch");
    private volatile boolean closed;

    private StallWatch() {
        thread.setDaemon(true);
        thread.start();
    }

    public static StallWatch start() {
        return new StallWatch();
    }

    /** The longest that it was late since it was asked last. */
    public Duration worst() {
        return Duration.ofNanos(worst.getAndSet(0));
    }

    @Override
    public void close() {
        closed = true;
    }

    private void watch() {
        while (!closed) {
            long start = System.nanoTime();
            LockSupport.parkNanos(TICK);
            long late = System.nanoTime() - start - TICK;
            worst.accumulateAndGet(late, Math::max);
        }
    }
}
