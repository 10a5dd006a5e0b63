package io.moonconnect.transaction;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/** The single Vert.x context that owns the state of all followed transactions, so no locks are needed. */
final class PollContext {

    private final Vertx vertx;
    private final Context context;
    private final LongSupplier nanoTime;

    PollContext(Vertx vertx, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.nanoTime = nanoTime;
    }

    /** Runs the task later on this context, in order; callable from any thread. */
    void run(Runnable task) {
        context.runOnContext(turn -> task.run());
    }

    /** Must be called on this context, and runs the task on it. */
    Cancellable after(Duration pause, Runnable task) {
        long timer = vertx.setTimer(Math.max(1, pause.toMillis()), id -> task.run());
        return () -> vertx.cancelTimer(timer);
    }

    /** Monotonic time in nanoseconds. */
    long now() {
        return nanoTime.getAsLong();
    }
}
