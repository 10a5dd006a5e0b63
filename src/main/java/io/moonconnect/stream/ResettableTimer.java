package io.moonconnect.stream;

import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;

/**
 * One timer for several times, because each Vert.x timer occupies a quarter of a KiB. Its owner sets it to the earliest
 * time after each change. All calls run on one Vert.x context.
 */
public final class ResettableTimer {

    /** No timer of Vert.x has this id. */
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Runnable task;
    private long timer = NO_TIMER;
    private long at;

    public ResettableTimer(Vertx vertx, Runnable task) {
        this.vertx = vertx;
        this.task = task;
    }

    /** Replaces the time. Runs the task once, never early; immediately if the time has passed. */
    public void set(long nanoTime) {
        if (timer != NO_TIMER && at == nanoTime) {
            return;
        }
        cancel();
        at = nanoTime;
        // Rounded up, so that it does not run early.
        long millis = TimeUnit.NANOSECONDS.toMillis(nanoTime - System.nanoTime()) + 1;
        timer = vertx.setTimer(Math.max(1, millis), id -> {
            timer = NO_TIMER;
            task.run();
        });
    }

    public void cancel() {
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
    }
}
