package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.moonconnect.moonpay.guard.CircuitOpenException;
import io.moonconnect.moonpay.permit.NoPermitException;
import io.moonconnect.problem.Failure;

/** A failed call to MoonPay. Its {@link #outcome()} decides which problem callers get. */
public final class MoonPayFailure extends Failure {

    private static final long serialVersionUID = 1L;

    /** The default of {@code Retry-After}. */
    static final Duration SOON = Duration.ofSeconds(1);

    private static final String UNKNOWN = " The outcome is unknown: MoonPay may have processed the request.";

    private final Outcome outcome;
    private final Seen seen;
    private final String moonPayRequestId;
    private final Duration pause;
    private final boolean unknown;

    private MoonPayFailure(
            Outcome outcome, Seen seen, int status, String detail, Duration retryAfter, String moonPayRequestId) {
        this(outcome, seen, status, detail, retryAfter, moonPayRequestId, Duration.ZERO, false);
    }

    private MoonPayFailure(
            Outcome outcome,
            Seen seen,
            int status,
            String detail,
            Duration retryAfter,
            String moonPayRequestId,
            Duration pause,
            boolean unknown) {
        super(outcome.problem(), status, detail, List.of(), retryAfter);
        this.outcome = outcome;
        this.seen = seen;
        this.moonPayRequestId = moonPayRequestId;
        this.pause = pause;
        this.unknown = unknown;
    }

    static MoonPayFailure of(Outcome outcome, Seen seen, String detail) {
        return of(outcome, seen, detail, null);
    }

    /** @param moonPayRequestId MoonPay's request id; null without a response */
    static MoonPayFailure of(Outcome outcome, Seen seen, String detail, String moonPayRequestId) {
        Duration retryAfter = outcome == Outcome.SHED ? SOON : null;
        return new MoonPayFailure(outcome, seen, outcome.problem().status(), detail, retryAfter, moonPayRequestId);
    }

    static MoonPayFailure rejected(int status, String message, String moonPayRequestId) {
        return new MoonPayFailure(Outcome.REJECTED, Seen.REFUSED, status, message, null, moonPayRequestId);
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
        return new MoonPayFailure(outcome, Seen.NOT_SENT, outcome.problem().status(), detail, retryAfter, null);
    }

    static MoonPayFailure rateLimited(Duration wait, String moonPayRequestId) {
        return new MoonPayFailure(
                Outcome.RATE_LIMITED,
                Seen.RATE_LIMITED,
                Outcome.RATE_LIMITED.problem().status(),
                "MoonPay's rate limit is reached.",
                wait,
                moonPayRequestId,
                wait,
                false);
    }

    /** A copy that is retried no sooner than after this pause. */
    MoonPayFailure pausing(Duration atLeast) {
        return copy(detail(), atLeast, unknown);
    }

    /** A copy that is not retryable and whose detail says that MoonPay may have processed the call. */
    MoonPayFailure withUnknownOutcomeNamed() {
        return copy(detail() + UNKNOWN, pause, true);
    }

    private MoonPayFailure copy(String newDetail, Duration newPause, boolean nowUnknown) {
        return new MoonPayFailure(
                outcome, seen, status(), newDetail, retryAfter().orElse(null), moonPayRequestId, newPause, nowUnknown);
    }

    Seen seen() {
        return seen;
    }

    /** Minimum pause before a retry. */
    Duration pause() {
        return pause;
    }

    public Outcome outcome() {
        return outcome;
    }

    @Override
    public boolean retryable() {
        return !unknown && super.retryable();
    }

    @Override
    public Optional<String> moonPayRequestId() {
        return Optional.ofNullable(moonPayRequestId);
    }
}
