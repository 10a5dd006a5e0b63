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

/** One method of a stream: its quote while there is one, when the next one is due, and whether that is being asked for. */
final class LiveQuote {

    private static final long NO_TIMER = -1;
    private static final Cancellable NOT_YET = () -> {};

    /** So short a life is no good to anybody, and asking on at that rate would be a loop: it counts as a failure. */
    private static final long SHORTEST_LIFE_MILLIS = 100;

    private static final long SHORTEST_PAUSE_MILLIS = 50;

    /** From here on the pause between retries grows no more. */
    private static final int MOST_DOUBLINGS = 4;

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

    /** Null where it has none. */
    StandingQuote standing() {
        return standing;
    }

    /** Whether asking MoonPay for it again is no use. */
    boolean isGivenUp() {
        return givenUp;
    }

    /** Whether its quote has expired while a new one was wanted, and that has not come yet. */
    boolean isLost() {
        return lost;
    }

    /** Whether a new quote was asked for since this one came, or would have been. */
    boolean isWanted() {
        return wanted;
    }

    /** Whether it is time to ask for a new one, and nobody does. */
    boolean isDue() {
        return due && call == null && !givenUp;
    }

    /** It has got a quote. */
    void stand(StandingQuote quote, Runnable whenDue, Runnable whenOver) {
        stop();
        standing = quote;
        due = false;
        wanted = false;
        lost = false;
        long life = quote.offer().answer().expiresInMs();
        boolean tooShort = life < SHORTEST_LIFE_MILLIS;
        failures = tooShort ? failures + 1 : 0;
        expiryTimer = vertx.setTimer(Math.max(1, life), id -> whenOver.run());
        long refresh = tooShort ? pause(Duration.ZERO) : quote.offer().answer().refreshInMs();
        refreshIn(refresh, whenDue);
    }

    /**
     * It has not, and is asked for again later where that can help.
     *
     * @return milliseconds until then; null where it is given up
     */
    Long miss(Failure failure, Runnable whenDue) {
        failures++;
        if (!failure.type().retryable()) {
            givenUp = true;
            return null;
        }
        long pause = pause(failure.retryAfter().orElse(Duration.ZERO));
        if (standing != null) {
            // The expiry wins over every pause, be it one that MoonPay asked for: there is a permit by then, or there
            // is none.
            pause = Math.min(pause, Math.max(SHORTEST_PAUSE_MILLIS, standing.expiresInMs() / 2));
        }
        refreshIn(pause, whenDue);
        return pause;
    }

    /** Asks for its next quote. What comes of it may come at once. */
    void ask(Uni<Leg> refresh, Consumer<Leg> answered, Consumer<Throwable> failed) {
        wanted = true;
        due = false;
        call = NOT_YET;
        Cancellable asked = refresh.subscribe().with(leg -> answered(leg, answered), failed);
        if (call == NOT_YET) {
            call = asked;
        }
    }

    /**
     * Its quote is no longer good.
     *
     * @param missed whether it should have had a new one by now
     */
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
        int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
        return Math.max(
                SHORTEST_PAUSE_MILLIS,
                backOff.pause(doublings, atLeast, ThreadLocalRandom.current()).toMillis());
    }

    private void refreshIn(long millis, Runnable whenDue) {
        refreshTimer = vertx.setTimer(Math.max(1, millis), id -> {
            due = true;
            whenDue.run();
        });
    }
}
