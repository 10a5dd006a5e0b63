package io.moonconnect.stream;

import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;

/**
 * The earliest of several times, with one timer for all of them: a timer of Vert.x takes a quarter of a KiB. Whoever has the
 * times sets it to the next one after each change. All calls are made on one Vert.x context.
 */
public final class Alarm {

    /** No timer of Vert.x has this id. */
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Runnable ring;
    private long timer = NO_TIMER;
    private long at;

    public Alarm(Vertx vertx, Runnable ring) {
        this.vertx = vertx;
        this.ring = ring;
    }

    /** Rings once, then and not before, instead of when it was set to; at once where that is over. */
    public void set(long nanoTime) {
        if (timer != NO_TIMER && at == nanoTime) {
            return;
        }
        cancel();
        at = nanoTime;
        // Rounded up, so that the time has come when it rings.
        long millis = TimeUnit.NANOSECONDS.toMillis(nanoTime - System.nanoTime()) + 1;
        timer = vertx.setTimer(Math.max(1, millis), id -> {
            timer = NO_TIMER;
            ring.run();
        });
    }

    public void cancel() {
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
    }
}
