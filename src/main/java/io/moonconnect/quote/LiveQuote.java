package io.moonconnect.quote;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.moonconnect.moonpay.guard.BackOff;
import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.problem.Failure;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * One payment method of a stream: the price of its current quote, the times of refresh and expiry in terms of
 * {@link System#nanoTime()}, and the running refresh.
 */
final class LiveQuote {

    private static final Cancellable NOT_YET = () -> {};

    /** A quote with a shorter lifetime counts as a failure, because refreshing at that rate would be a busy loop. */
    private static final long MIN_LIFE_MILLIS = 100;

    private static final long MIN_PAUSE_MILLIS = 50;

    /** Limit of the exponential back-off. */
    private static final int MAX_DOUBLINGS = 4;

    private final PaymentMethod method;
    private final boolean followed;
    private final BackOff backOff;
    private Price price;
    private Cancellable call;
    private long expiresAt;
    private long refreshAt;
    private int failures;
    private boolean refreshSet;
    private boolean due;
    private boolean wanted;
    private boolean lost;
    private boolean givenUp;

    LiveQuote(PaymentMethod method, boolean followed, BackOff backOff) {
        this.method = method;
        this.followed = followed;
        this.backOff = backOff;
    }

    PaymentMethod method() {
        return method;
    }

    boolean isFollowed() {
        return followed;
    }

    /** The price of the current quote, or null. */
    Price price() {
        return price;
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
    void stand(Leg.Offer offer, Price of) {
        stop();
        price = of;
        due = false;
        wanted = false;
        lost = false;
        long life = offer.answer().expiresInMs();
        boolean tooShort = life < MIN_LIFE_MILLIS;
        failures = tooShort ? failures + 1 : 0;
        expiresAt = after(offer.arrived(), life);
        long refresh = tooShort ? pause(Duration.ZERO) : offer.answer().refreshInMs();
        refreshAt(after(offer.arrived(), refresh));
    }

    /**
     * A request has failed; schedules a retry if the failure is retryable.
     *
     * @return milliseconds until the retry; null if there is none
     */
    Long miss(Failure failure) {
        failures++;
        if (!failure.retryable()) {
            givenUp = true;
            return null;
        }
        long now = System.nanoTime();
        long pause = pause(failure.retryAfter().orElse(Duration.ZERO));
        if (price != null) {
            // Retries before expiry even if MoonPay asked for a longer pause: the rate limiter decides by then.
            long left = TimeUnit.NANOSECONDS.toMillis(expiresAt - now);
            pause = Math.min(pause, Math.max(MIN_PAUSE_MILLIS, left / 2));
        }
        refreshAt(after(now, pause));
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

    /** Nanoseconds until the next refresh or expiry; {@link Long#MAX_VALUE} if none is scheduled. */
    long nextIn(long now) {
        long expiry = price == null ? Long.MAX_VALUE : expiresAt - now;
        return refreshSet ? Math.min(expiry, refreshAt - now) : expiry;
    }

    /** Marks a scheduled refresh as due if its time has come. */
    void passTo(long now) {
        if (refreshSet && refreshAt - now <= 0) {
            refreshSet = false;
            due = true;
        }
    }

    boolean hasExpired(long now) {
        return price != null && expiresAt - now <= 0;
    }

    /** The quote has expired; {@code missed} if a refresh should have replaced it. */
    void over(boolean missed) {
        price = null;
        lost = missed;
    }

    void stop() {
        if (call != null) {
            call.cancel();
            call = null;
        }
        refreshSet = false;
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

    private void refreshAt(long time) {
        refreshAt = time;
        refreshSet = true;
    }

    /** Caps the lifetime, because MoonPay may send one of years, which would overflow. */
    private static long after(long time, long millis) {
        return time + Math.min(TimeUnit.MILLISECONDS.toNanos(millis), Long.MAX_VALUE / 2);
    }
}
