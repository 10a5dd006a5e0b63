package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.context.ApplicationScoped;

import io.moonconnect.moonpay.guard.BackOff;
import io.moonconnect.moonpay.guard.GuardConfig;
import io.moonconnect.moonpay.guard.RetryBudget;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Sends a call again where that does no harm and may help: what only reads, after a failure that says so, while the call's
 * deadline, the number of its retries and the budget of all allow it. Whatever the call is, it is sent once more, at once,
 * where its reused connection had been closed by MoonPay. A caller is told of the failure that was met, never that it
 * could not be tried again.
 */
@ApplicationScoped
class Retries {

    private final Vertx vertx;
    private final int maxRetries;
    private final BackOff backOff;
    private final RetryBudget budget;
    private final RetryMetrics metrics;

    Retries(Vertx vertx, GuardConfig config, RetryBudget budget, RetryMetrics metrics) {
        this.vertx = vertx;
        this.maxRetries = config.maxRetries();
        this.backOff = new BackOff(config.retryBackoff());
        this.budget = budget;
        this.metrics = metrics;
    }

    /** Makes one attempt, with a permit of its own. */
    @FunctionalInterface
    interface Attempt<T> {

        /** @param fresh whether it has to be on a new connection */
        Uni<T> send(boolean fresh);
    }

    <T> Uni<T> send(Call call, Attempt<T> attempt) {
        return attempt(call, attempt, 0);
    }

    private <T> Uni<T> attempt(Call call, Attempt<T> attempt, int retries) {
        return attempt.send(false)
                .onFailure(Retries::isStale)
                .recoverWithUni(stale ->
                        attempt.send(true).onFailure(Retries::isNotMade).transform(notMade -> stale))
                .onItemOrFailure()
                .invoke((item, failure) -> count(call, retries, failure))
                .onFailure(MoonPayFailure.class)
                .recoverWithUni(failure -> again(call, attempt, retries, failure));
    }

    private <T> Uni<T> again(Call call, Attempt<T> attempt, int retries, MoonPayFailure failure) {
        Duration pause = failure.repeatableAfter()
                .filter(after -> call.isRepeatable() && retries < maxRetries)
                .map(after -> backOff.pause(retries, after, ThreadLocalRandom.current()))
                .filter(wait -> wait.compareTo(call.deadline().remaining()) < 0)
                .orElse(null);
        if (pause == null) {
            return Uni.createFrom().failure(failure);
        }
        if (!budget.take()) {
            metrics.refused(call.operation());
            return Uni.createFrom().failure(failure);
        }
        return pause(pause)
                .chain(() -> attempt(call, attempt, retries + 1))
                .onFailure(Retries::isNotMade)
                .transform(notMade -> failure);
    }

    /** Everything is by what has been sent; refused calls would make a budget out of nothing. */
    private void count(Call call, int retries, Throwable failure) {
        if (isNotMade(failure)) {
            return;
        }
        if (retries == 0) {
            budget.called();
        } else {
            metrics.retried(call.operation());
        }
    }

    /** By a timer of Vert.x's: the caller stays on its context. */
    private Uni<Void> pause(Duration pause) {
        return Uni.createFrom().emitter(emitter -> {
            long timer = vertx.setTimer(Math.max(1, pause.toMillis()), id -> emitter.complete(null));
            emitter.onTermination(() -> vertx.cancelTimer(timer));
        });
    }

    private static boolean isStale(Throwable failure) {
        return failure instanceof MoonPayFailure known && known.outcome() == Outcome.STALE_CONNECTION;
    }

    private static boolean isNotMade(Throwable failure) {
        return failure instanceof MoonPayFailure known && known.outcome().isNotMade();
    }
}
