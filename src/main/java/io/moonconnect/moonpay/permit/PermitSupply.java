package io.moonconnect.moonpay.permit;

import java.time.Duration;

/** Source of permits. {@link PermitPool} calls it in tasks of their common {@link SerialExecutor}. */
interface PermitSupply {

    /** Takes a permit if one is available. */
    boolean take();

    /** Takes a permit out of turn, for a call that could not use its last one in time; by default, none. */
    default boolean takeAgain() {
        return false;
    }

    /**
     * Runs {@code again} in such a task once a retry is worthwhile. Repeated calls before then have no effect.
     *
     * @param permits how many are wanted
     */
    void want(int permits, Runnable again);

    /** Pauses everything that shares the supply, after a 429. */
    void pause(Duration pause);

    /** Time left of the pause; zero if there is none. Thread-safe. */
    Duration paused();

    /** The source, for readiness. Thread-safe. */
    String source();

    /** Stops background work. */
    void close();
}
