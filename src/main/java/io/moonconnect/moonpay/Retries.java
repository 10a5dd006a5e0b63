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
 * Retries reads after a retryable failure, within the call's deadline, the maximum number of retries and the retry
 * budget. Any call is resent once, at once, if its reused connection was stale. A retry that cannot be made leaves the
 * failure that caused it.
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

    @FunctionalInterface
    interface Attempt<T> {

        /** @param fresh whether to use a new connection */
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

    /** Counts only calls that were sent: refused ones would inflate the budget. */
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

    /** A Vert.x timer keeps the caller on its context. */
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
