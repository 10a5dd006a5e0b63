package io.moonconnect.testing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Measures scheduling delays, so that tests of short times can distinguish failures from a busy machine. */
public final class StallWatch implements AutoCloseable {

    /** What can fail because the machine stalls. */
    @FunctionalInterface
    public interface Check<E extends Exception> {
        void run() throws E;
    }

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

    /**
     * Repeats a check that has failed if the machine stalled meanwhile.
     *
     * @param stall the shortest that is a reason for the failure
     * @return how often it was repeated
     */
    public <E extends Exception> int repeat(int mostTries, Duration stall, Check<E> check) throws E {
        for (int tries = 1; ; tries++) {
            worst();
            try {
                check.run();
                return tries - 1;
            } catch (AssertionError missed) {
                if (tries == mostTries || worst().compareTo(stall) < 0) {
                    throw missed;
                }
            }
        }
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
