package io.moonconnect.moonpay;

import jakarta.inject.Singleton;

import io.moonconnect.time.Deadline;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;

/** Applies each caller's own deadline to a shared call, which continues for waiters with a later one. */
@Singleton
class WaitLimit {

    /** Lets the call time out first if the deadlines are equal, because its failure is more specific. */
    private static final long BEHIND_THE_CALL_MILLIS = 25;

    private final Vertx vertx;

    WaitLimit(Vertx vertx) {
        this.vertx = vertx;
    }

    /** A Vert.x timer keeps the caller on its context. */
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
        emitter.fail(MoonPayFailure.of(Outcome.TIMEOUT, Seen.SILENCE, "MoonPay did not answer in time."));
    }
}
