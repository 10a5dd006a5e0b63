package io.moonconnect.moonpay.permit;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;

/**
 * Runs a task at the earliest of the requested times. It is set and runs inside tasks of one {@link SerialExecutor}.
 * Its timer has its own context: the task serves all waiters, not the request that set it.
 */
final class EarliestTimer {

    private static final long ALMOST_A_MILLI = TimeUnit.MILLISECONDS.toNanos(1) - 1;

    private final SerialExecutor serial;
    private final ContextInternal context;
    private final LongSupplier nanoTime;
    private final Runnable task;
    private boolean set;
    private long moment;
    private long timer;

    EarliestTimer(SerialExecutor serial, Vertx vertx, LongSupplier nanoTime, Runnable task) {
        this.serial = serial;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.nanoTime = nanoTime;
        this.task = task;
    }

    /** @param wanted on the monotonic clock, in nanoseconds */
    void at(long wanted) {
        if (set) {
            if (wanted - moment >= 0) {
                return;
            }
            context.owner().cancelTimer(timer);
        }
        set = true;
        moment = wanted;
        timer = context.setTimer(millis(wanted - nanoTime.getAsLong()), id -> serial.run(() -> onTimer(id)));
    }

    /** Ignores a timer that fired while it was being replaced. */
    private void onTimer(long id) {
        if (set && id == timer) {
            set = false;
            task.run();
        }
    }

    /** Vert.x timers take whole milliseconds, at least one. Rounded up, so that they never fire early. */
    private static long millis(long nanos) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos + ALMOST_A_MILLI));
    }
}
