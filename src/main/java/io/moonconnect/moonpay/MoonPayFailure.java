package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.moonconnect.moonpay.guard.CircuitOpenException;
import io.moonconnect.moonpay.permit.NoPermitException;
import io.moonconnect.problem.Failure;

/** A call to MoonPay that brought no usable answer. What callers see of it follows from its {@link #outcome()}. */
public final class MoonPayFailure extends Failure {

    private static final long serialVersionUID = 1L;

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Outcome outcome;
    private final String moonPayRequestId;
    private final Duration repeatableAfter;

    private MoonPayFailure(Outcome outcome, int status, String detail, Duration retryAfter, String moonPayRequestId) {
        this(outcome, status, detail, retryAfter, moonPayRequestId, null);
    }

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

    /** @param moonPayRequestId MoonPay's request id, or null where it did not answer */
    static MoonPayFailure of(Outcome outcome, String detail, String moonPayRequestId) {
        Duration retryAfter = outcome == Outcome.SHED ? SOON : null;
        return new MoonPayFailure(outcome, outcome.problem().status(), detail, retryAfter, moonPayRequestId);
    }

    /** MoonPay's own refusal, in its own words. */
    static MoonPayFailure rejected(int status, String message, String moonPayRequestId) {
        return new MoonPayFailure(Outcome.REJECTED, status, message, null, moonPayRequestId);
    }

    /** The call was not made: there was no permit for it. */
    static MoonPayFailure of(NoPermitException none) {
        return switch (none.reason()) {
            case BUSY -> notMade(Outcome.BUSY, "MoonPay's limit of requests is reached.", none.retryAfter());
            case SHED -> notMade(Outcome.SHED, "Too many requests wait for MoonPay already.", none.retryAfter());
        };
    }

    /** The call was not made: the operation has kept failing. */
    static MoonPayFailure of(CircuitOpenException open) {
        return notMade(Outcome.CIRCUIT_OPEN, "MoonPay has kept failing and is left alone for now.", open.retryAfter());
    }

    private static MoonPayFailure notMade(Outcome outcome, String detail, Duration retryAfter) {
        return new MoonPayFailure(outcome, outcome.problem().status(), detail, retryAfter, null);
    }

    /** MoonPay's 429. */
    static MoonPayFailure rateLimited(Optional<Duration> retryAfter, String moonPayRequestId) {
        Duration wait = retryAfter.orElse(SOON);
        return new MoonPayFailure(
                Outcome.RATE_LIMITED,
                Outcome.RATE_LIMITED.problem().status(),
                "MoonPay's limit of requests is reached.",
                wait,
                moonPayRequestId,
                wait);
    }

    /** The same of a call that did nothing at MoonPay as far as one can tell, and may do better after this long. */
    MoonPayFailure repeatableAfter(Duration pause) {
        return new MoonPayFailure(outcome, status(), detail(), retryAfter().orElse(null), moonPayRequestId, pause);
    }

    /** Empty where sending the call again is no use, or could do harm even to a reading one. */
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
