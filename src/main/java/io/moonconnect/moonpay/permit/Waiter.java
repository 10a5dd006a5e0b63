package io.moonconnect.moonpay.permit;

import java.util.concurrent.atomic.AtomicReference;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * One who waits for a permit. It is told outside of the pool's tasks: on its own stack where the answer is there when it
 * has arrived, and otherwise on the Vert.x context that it came from.
 */
final class Waiter {

    private static final long NO_TIMER = -1;

    /** Stands in the place of an answer once nobody is on the stack to take it. */
    private static final Runnable LISTENING = () -> {};

    private final PermitClass permitClass;
    private final UniEmitter<? super Void> emitter;
    private final Vertx vertx;
    private final Context context;
    private final long arrived;
    private final AtomicReference<Runnable> answer = new AtomicReference<>();
    private long timer = NO_TIMER;
    private volatile boolean told;
    private volatile boolean gone;

    /** @param arrived by the clock that never jumps, in nanoseconds */
    Waiter(PermitClass permitClass, UniEmitter<? super Void> emitter, Vertx vertx, long arrived) {
        this.permitClass = permitClass;
        this.emitter = emitter;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.arrived = arrived;
    }

    PermitClass permitClass() {
        return permitClass;
    }

    long arrived() {
        return arrived;
    }

    /** Whether its answer is on the way, so that it is in no line any more. */
    boolean isTold() {
        return told;
    }

    /** Whether its caller went away, so that a permit would be lost on it. */
    boolean isGone() {
        return gone;
    }

    void leave() {
        gone = true;
    }

    /** Its arrival is over: takes the answer that is there, or waits to be called. */
    void listen() {
        Runnable early = answer.getAndSet(LISTENING);
        if (early != null) {
            early.run();
        }
    }

    void giveUpAfter(long millis, Runnable giveUp) {
        timer = vertx.setTimer(millis, id -> giveUp.run());
    }

    void cancelTimer() {
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
        }
    }

    void grant() {
        tell(() -> emitter.complete(null));
    }

    void refuse(NoPermitException refusal) {
        tell(() -> emitter.fail(refusal));
    }

    private void tell(Runnable words) {
        told = true;
        cancelTimer();
        if (!answer.compareAndSet(null, words)) {
            context.runOnContext(ignored -> words.run());
        }
    }
}
