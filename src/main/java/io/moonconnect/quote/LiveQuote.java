package io.moonconnect.quote;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

import io.moonconnect.moonpay.guard.BackOff;
import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.problem.Failure;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;

/** One payment method of a stream: its current quote, the timers for refresh and expiry, and the running refresh. */
final class LiveQuote {

    private static final long NO_TIMER = -1;
    private static final Cancellable NOT_YET = () -> {};

    /** A quote with a shorter lifetime counts as a failure, because refreshing at that rate would be a busy loop. */
    private static final long MIN_LIFE_MILLIS = 100;

    private static final long MIN_PAUSE_MILLIS = 50;

    /** Limit of the exponential back-off. */
    private static final int MAX_DOUBLINGS = 4;

    private final PaymentMethod method;
    private final boolean followed;
    private final Vertx vertx;
    private final BackOff backOff;
    private StandingQuote standing;
    private Cancellable call;
    private long expiryTimer = NO_TIMER;
    private long refreshTimer = NO_TIMER;
    private int failures;
    private boolean due;
    private boolean wanted;
    private boolean lost;
    private boolean givenUp;

    LiveQuote(PaymentMethod method, boolean followed, Vertx vertx, BackOff backOff) {
        this.method = method;
        this.followed = followed;
        this.vertx = vertx;
        this.backOff = backOff;
    }

    PaymentMethod method() {
        return method;
    }

    boolean isFollowed() {
        return followed;
    }

    /** The current quote, or null. */
    StandingQuote standing() {
        return standing;
    }

    /** Whether refreshing has stopped because it cannot succeed. */
    boolean isGivenUp() {
        return givenUp;
    }

    /** Whether the quote expired while a refresh was pending that has not succeeded yet. */
    boolean isLost() {
        return lost;
    }

    /** Whether a refresh was started since the current quote arrived. */
    boolean isWanted() {
        return wanted;
    }

    /** Whether a refresh is due and none is running. */
    boolean isDue() {
        return due && call == null && !givenUp;
    }

    /** A new quote has arrived. */
    void stand(StandingQuote quote, Runnable whenDue, Runnable whenOver) {
        stop();
        standing = quote;
        due = false;
        wanted = false;
        lost = false;
        long life = quote.offer().answer().expiresInMs();
        boolean tooShort = life < MIN_LIFE_MILLIS;
        failures = tooShort ? failures + 1 : 0;
        expiryTimer = vertx.setTimer(Math.max(1, life), id -> whenOver.run());
        long refresh = tooShort ? pause(Duration.ZERO) : quote.offer().answer().refreshInMs();
        refreshIn(refresh, whenDue);
    }

    /**
     * A request has failed; schedules a retry if the failure is retryable.
     *
     * @return milliseconds until the retry; null if there is none
     */
    Long miss(Failure failure, Runnable whenDue) {
        failures++;
        if (!failure.type().retryable()) {
            givenUp = true;
            return null;
        }
        long pause = pause(failure.retryAfter().orElse(Duration.ZERO));
        if (standing != null) {
            // Retries before expiry even if MoonPay asked for a longer pause: the rate limiter decides by then.
            pause = Math.min(pause, Math.max(MIN_PAUSE_MILLIS, standing.expiresInMs() / 2));
        }
        refreshIn(pause, whenDue);
        return pause;
    }

    /** Starts a refresh, which may complete synchronously. */
    void ask(Uni<Leg> refresh, Consumer<Leg> answered, Consumer<Throwable> failed) {
        wanted = true;
        due = false;
        call = NOT_YET;
        Cancellable asked = refresh.subscribe().with(leg -> answered(leg, answered), failed);
        if (call == NOT_YET) {
            call = asked;
        }
    }

    /** The quote has expired; {@code missed} if a refresh should have replaced it. */
    void over(boolean missed) {
        standing = null;
        lost = missed;
    }

    void stop() {
        if (call != null) {
            call.cancel();
            call = null;
        }
        vertx.cancelTimer(expiryTimer);
        vertx.cancelTimer(refreshTimer);
    }

    private void answered(Leg leg, Consumer<Leg> answered) {
        call = null;
        answered.accept(leg);
    }

    private long pause(Duration atLeast) {
        int doublings = Math.min(failures - 1, MAX_DOUBLINGS);
        return Math.max(
                MIN_PAUSE_MILLIS,
                backOff.pause(doublings, atLeast, ThreadLocalRandom.current()).toMillis());
    }

    private void refreshIn(long millis, Runnable whenDue) {
        refreshTimer = vertx.setTimer(Math.max(1, millis), id -> {
            due = true;
            whenDue.run();
        });
    }
}
