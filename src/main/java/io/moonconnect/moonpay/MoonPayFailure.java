package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.moonconnect.moonpay.permit.NoPermitException;
import io.moonconnect.problem.Failure;

/** A call to MoonPay that brought no usable answer. What callers see of it follows from its {@link #outcome()}. */
public final class MoonPayFailure extends Failure {

    private static final long serialVersionUID = 1L;

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Outcome outcome;
    private final String moonPayRequestId;

    private MoonPayFailure(Outcome outcome, int status, String detail, Duration retryAfter, String moonPayRequestId) {
        super(outcome.problem(), status, detail, List.of(), retryAfter);
        this.outcome = outcome;
        this.moonPayRequestId = moonPayRequestId;
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

    private static MoonPayFailure notMade(Outcome outcome, String detail, Duration retryAfter) {
        return new MoonPayFailure(outcome, outcome.problem().status(), detail, retryAfter, null);
    }

    /** MoonPay's 429. */
    static MoonPayFailure rateLimited(Optional<Duration> retryAfter, String moonPayRequestId) {
        return new MoonPayFailure(
                Outcome.RATE_LIMITED,
                Outcome.RATE_LIMITED.problem().status(),
                "MoonPay's limit of requests is reached.",
                retryAfter.orElse(SOON),
                moonPayRequestId);
    }

    public Outcome outcome() {
        return outcome;
    }

    @Override
    public Optional<String> moonPayRequestId() {
        return Optional.ofNullable(moonPayRequestId);
    }
}
