package io.moonconnect.moonpay;

import jakarta.enterprise.context.ApplicationScoped;

import io.moonconnect.time.Deadline;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;

/** Lets one caller give up on a shared call at their own deadline, while more patient ones go on waiting for it. */
@ApplicationScoped
class WaitLimit {

    /** A call that has no other deadline than this caller's ends first, and says why. */
    private static final long BEHIND_THE_CALL_MILLIS = 25;

    private final Vertx vertx;

    WaitLimit(Vertx vertx) {
        this.vertx = vertx;
    }

    /** By a timer of Vert.x's: the caller stays on its context. */
    <T> Uni<T> until(Deadline deadline, Uni<T> answer) {
        return Uni.createFrom().emitter(emitter -> {
            Cancellable waiting = answer.subscribe().with(emitter::complete, emitter::fail);
            long timer = vertx.setTimer(deadline.remainingMillis() + BEHIND_THE_CALL_MILLIS, id -> giveUp(emitter));
            emitter.onTermination(() -> {
                vertx.cancelTimer(timer);
                waiting.cancel();
            });
        });
    }

    private static void giveUp(UniEmitter<?> emitter) {
        emitter.fail(MoonPayFailure.of(Outcome.TIMEOUT, "MoonPay did not answer in time."));
    }
}
