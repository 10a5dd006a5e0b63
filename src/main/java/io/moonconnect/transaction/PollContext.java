package io.moonconnect.transaction;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/**
 * The one Vert.x context on which all followed transactions are looked after, so that what is known of them needs no locks:
 * there is little to do for each, and calls to MoonPay only begin and end there.
 */
final class PollContext {

    private final Vertx vertx;
    private final Context context;
    private final LongSupplier nanoTime;

    PollContext(Vertx vertx, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.nanoTime = nanoTime;
    }

    /** Later on this context, in order; from any thread. */
    void run(Runnable task) {
        context.runOnContext(turn -> task.run());
    }

    /** To be called on this context, where the task is run as well. */
    Cancellable after(Duration pause, Runnable task) {
        long timer = vertx.setTimer(Math.max(1, pause.toMillis()), id -> task.run());
        return () -> vertx.cancelTimer(timer);
    }

    /** By the clock that never jumps, in nanoseconds. */
    long now() {
        return nanoTime.getAsLong();
    }
}
