package io.moonconnect.moonpay.permit;

import java.time.Duration;

/** How many permits there are. {@link PermitPool} calls it in tasks of their common {@link SerialExecutor}. */
interface PermitSupply {

    /** Takes a permit if there is one now. */
    boolean take();

    /**
     * Calls back later, in such a task, when it is worth trying again. Asking again before that changes nothing.
     *
     * @param permits how many are wanted
     */
    void want(int permits, Runnable again);

    /** MoonPay has had enough: nothing for this long, for everybody who shares the supply. */
    void pause(Duration pause);

    /** For how much longer there is nothing; zero where it is not paused. It may be asked at any time, by any thread. */
    Duration paused();

    /** Where the permits come from now, as readiness has it. It may be asked at any time, by any thread. */
    String source();

    /** Stops what goes on without being asked. */
    void close();
}
