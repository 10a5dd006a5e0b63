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
 * One method of a stream: the price of its quote while there is one, when the next one is due, and whether that is being
 * asked for. Times are those of {@link System#nanoTime()}.
 */
final class LiveQuote {

    private static final Cancellable NOT_YET = () -> {};

    /** So short a life is no good to anybody, and asking on at that rate would be a loop: it counts as a failure. */
    private static final long SHORTEST_LIFE_MILLIS = 100;

    private static final long SHORTEST_PAUSE_MILLIS = 50;

    /** From here on the pause between retries grows no more. */
    private static final int MOST_DOUBLINGS = 4;

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

    /** Null where it has no quote. */
    Price price() {
        return price;
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
    void stand(StandingQuote quote, Price of) {
        stop();
        price = of;
        due = false;
        wanted = false;
        lost = false;
        long life = quote.offer().answer().expiresInMs();
        boolean tooShort = life < SHORTEST_LIFE_MILLIS;
        failures = tooShort ? failures + 1 : 0;
        expiresAt = after(quote.arrived(), life);
        long refresh = tooShort ? pause(Duration.ZERO) : quote.offer().answer().refreshInMs();
        refreshAt(after(quote.arrived(), refresh));
    }

    /**
     * It has not, and is asked for again later where that can help.
     *
     * @return milliseconds until then; null where it is given up
     */
    Long miss(Failure failure) {
        failures++;
        if (!failure.type().retryable()) {
            givenUp = true;
            return null;
        }
        long now = System.nanoTime();
        long pause = pause(failure.retryAfter().orElse(Duration.ZERO));
        if (price != null) {
            // The expiry wins over every pause, be it one that MoonPay asked for: there is a permit by then, or there
            // is none.
            long left = TimeUnit.NANOSECONDS.toMillis(expiresAt - now);
            pause = Math.min(pause, Math.max(SHORTEST_PAUSE_MILLIS, left / 2));
        }
        refreshAt(after(now, pause));
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

    /** Nanoseconds until something is to be done; {@link Long#MAX_VALUE} where nothing is. */
    long nextIn(long now) {
        long expiry = price == null ? Long.MAX_VALUE : expiresAt - now;
        return refreshSet ? Math.min(expiry, refreshAt - now) : expiry;
    }

    /** It may have become time to ask for a new one. */
    void passTo(long now) {
        if (refreshSet && refreshAt - now <= 0) {
            refreshSet = false;
            due = true;
        }
    }

    boolean hasExpired(long now) {
        return price != null && expiresAt - now <= 0;
    }

    /**
     * Its quote is no longer good.
     *
     * @param missed whether it should have had a new one by now
     */
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
        int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
        return Math.max(
                SHORTEST_PAUSE_MILLIS,
                backOff.pause(doublings, atLeast, ThreadLocalRandom.current()).toMillis());
    }

    private void refreshAt(long time) {
        refreshAt = time;
        refreshSet = true;
    }

    /** Lives of years, which MoonPay may send, are cut: they would run over. */
    private static long after(long time, long millis) {
        return time + Math.min(TimeUnit.MILLISECONDS.toNanos(millis), Long.MAX_VALUE / 2);
    }
}
