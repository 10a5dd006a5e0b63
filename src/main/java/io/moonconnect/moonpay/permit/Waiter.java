package io.moonconnect.moonpay.permit;

import java.util.concurrent.atomic.AtomicReference;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * A call that waits for a permit. It gets its result outside the pool's tasks: on its own stack if the result is there
 * by the end of its arrival, else on its Vert.x context.
 */
final class Waiter {

    private static final long NO_TIMER = -1;

    /** Replaces the result once the arrival has ended. */
    private static final Runnable LISTENING = () -> {};

    private final PermitClass permitClass;
    private final UniEmitter<? super Long> emitter;
    private final Vertx vertx;
    private final Context context;
    private final long arrived;
    private final AtomicReference<Runnable> answer = new AtomicReference<>();
    private long timer = NO_TIMER;
    private volatile boolean answered;
    private volatile boolean gone;

    /** @param arrived on the monotonic clock, in nanoseconds */
    Waiter(PermitClass permitClass, UniEmitter<? super Long> emitter, Vertx vertx, long arrived) {
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

    /** Whether its result is on the way, so that it is no longer queued. */
    boolean isAnswered() {
        return answered;
    }

    /** Whether the caller cancelled, so that a permit would be lost. */
    boolean isGone() {
        return gone;
    }

    void leave() {
        gone = true;
    }

    /** Ends the arrival: delivers a result that is there, and later ones on the context. */
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

    /** @param now on the monotonic clock, in nanoseconds */
    void grant(long now) {
        deliver(() -> emitter.complete(now));
    }

    void refuse(NoPermitException refusal) {
        deliver(() -> emitter.fail(refusal));
    }

    private void deliver(Runnable result) {
        answered = true;
        cancelTimer();
        if (!answer.compareAndSet(null, result)) {
            context.runOnContext(ignored -> result.run());
        }
    }
}
