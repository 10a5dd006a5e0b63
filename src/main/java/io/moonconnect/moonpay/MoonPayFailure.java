package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.moonconnect.moonpay.guard.CircuitOpenException;
import io.moonconnect.moonpay.permit.NoPermitException;
import io.moonconnect.problem.Failure;

/** A failed call to MoonPay. Its {@link #outcome()} decides which problem callers get. */
public final class MoonPayFailure extends Failure {

    private static final long serialVersionUID = 1L;

    /** The default of {@code Retry-After}. */
    static final Duration SOON = Duration.ofSeconds(1);

    /** After these, MoonPay may have processed the call. */
    private static final Set<Outcome> UNCLEAR = EnumSet.of(
            Outcome.STALE_CONNECTION, Outcome.UNAVAILABLE, Outcome.MALFORMED, Outcome.TIMEOUT, Outcome.DEADLINE);

    private static final String UNKNOWN = " The outcome is unknown: MoonPay may have processed the request.";

    /** What is known of the call's effect at MoonPay. */
    private enum Effect {
        /** What the outcome says. */
        AS_FAR_AS_KNOWN,
        /** Certainly none. */
        NONE,
        /** It may have happened, whatever the outcome says. */
        POSSIBLE,
        /** It may have happened, and must not happen twice. */
        UNKNOWN
    }

    private final Outcome outcome;
    private final String moonPayRequestId;
    private final Duration repeatableAfter;
    private final Effect effect;

    private MoonPayFailure(
            Outcome outcome,
            int status,
            String detail,
            Duration retryAfter,
            String moonPayRequestId,
            Duration repeatableAfter) {
        this(outcome, status, detail, retryAfter, moonPayRequestId, repeatableAfter, Effect.AS_FAR_AS_KNOWN);
    }

    private MoonPayFailure(
            Outcome outcome,
            int status,
            String detail,
            Duration retryAfter,
            String moonPayRequestId,
            Duration repeatableAfter,
            Effect effect) {
        super(outcome.problem(), status, detail, List.of(), retryAfter);
        this.outcome = outcome;
        this.moonPayRequestId = moonPayRequestId;
        this.repeatableAfter = repeatableAfter;
        this.effect = effect;
    }

    static MoonPayFailure of(Outcome outcome, String detail) {
        return of(outcome, detail, null);
    }

    /** @param moonPayRequestId MoonPay's request id; null without a response */
    static MoonPayFailure of(Outcome outcome, String detail, String moonPayRequestId) {
        Duration retryAfter = outcome == Outcome.SHED ? SOON : null;
        return new MoonPayFailure(outcome, outcome.problem().status(), detail, retryAfter, moonPayRequestId, null);
    }

    static MoonPayFailure rejected(int status, String message, String moonPayRequestId) {
        return new MoonPayFailure(Outcome.REJECTED, status, message, null, moonPayRequestId, null);
    }

    static MoonPayFailure of(NoPermitException none) {
        return switch (none.reason()) {
            case BUSY -> notSent(Outcome.BUSY, "MoonPay's rate limit is reached.", none.retryAfter());
            case SHED -> notSent(Outcome.SHED, "Too many requests are waiting for MoonPay.", none.retryAfter());
        };
    }

    static MoonPayFailure of(CircuitOpenException open) {
        return notSent(Outcome.CIRCUIT_OPEN, "MoonPay keeps failing: circuit breaker open.", open.retryAfter());
    }

    private static MoonPayFailure notSent(Outcome outcome, String detail, Duration retryAfter) {
        return new MoonPayFailure(outcome, outcome.problem().status(), detail, retryAfter, null, null);
    }

    static MoonPayFailure rateLimited(Duration wait, String moonPayRequestId) {
        return new MoonPayFailure(
                Outcome.RATE_LIMITED,
                Outcome.RATE_LIMITED.problem().status(),
                "MoonPay's rate limit is reached.",
                wait,
                moonPayRequestId,
                wait);
    }

    /** A copy for a call that had no effect at MoonPay as far as known; a retry may succeed after this pause. */
    MoonPayFailure repeatableAfter(Duration pause) {
        return copy(detail(), pause, effect);
    }

    /** A copy for a call that MoonPay has certainly not processed, because it has not read it. */
    MoonPayFailure unprocessed() {
        return copy(detail(), repeatableAfter, Effect.NONE);
    }

    /** A copy for a call that MoonPay may have processed, although something else has responded. */
    MoonPayFailure perhapsProcessed() {
        return copy(detail(), repeatableAfter, Effect.POSSIBLE);
    }

    boolean isUnprocessed() {
        return effect == Effect.NONE;
    }

    /** A copy that is not retryable and whose detail names the unknown outcome, if the outcome is unknown. */
    MoonPayFailure withUnknownOutcomeNamed() {
        return isUnclear() ? copy(detail() + UNKNOWN, repeatableAfter, Effect.UNKNOWN) : this;
    }

    private boolean isUnclear() {
        return effect == Effect.POSSIBLE || !isUnprocessed() && UNCLEAR.contains(outcome);
    }

    private MoonPayFailure copy(String detail, Duration pause, Effect known) {
        return new MoonPayFailure(outcome, status(), detail, retryAfter().orElse(null), moonPayRequestId, pause, known);
    }

    /** Empty if a retry is useless or could do harm, even for a read. */
    Optional<Duration> repeatableAfter() {
        return Optional.ofNullable(repeatableAfter);
    }

    public Outcome outcome() {
        return outcome;
    }

    @Override
    public boolean retryable() {
        return effect != Effect.UNKNOWN && super.retryable();
    }

    @Override
    public Optional<String> moonPayRequestId() {
        return Optional.ofNullable(moonPayRequestId);
    }
}
