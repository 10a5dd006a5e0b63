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

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Outcome outcome;
    private final String moonPayRequestId;
    private final Duration repeatableAfter;

    private MoonPayFailure(
            Outcome outcome,
            int status,
            String detail,
            Duration retryAfter,
            String moonPayRequestId,
            Duration repeatableAfter) {
        super(outcome.problem(), status, detail, List.of(), retryAfter);
        this.outcome = outcome;
        this.moonPayRequestId = moonPayRequestId;
        this.repeatableAfter = repeatableAfter;
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

    static MoonPayFailure rateLimited(Optional<Duration> retryAfter, String moonPayRequestId) {
        Duration wait = retryAfter.orElse(SOON);
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
        return new MoonPayFailure(outcome, status(), detail(), retryAfter().orElse(null), moonPayRequestId, pause);
    }

    /** Empty if a retry is useless or could do harm, even for a read. */
    Optional<Duration> repeatableAfter() {
        return Optional.ofNullable(repeatableAfter);
    }

    public Outcome outcome() {
        return outcome;
    }

    @Override
    public Optional<String> moonPayRequestId() {
        return Optional.ofNullable(moonPayRequestId);
    }
}
