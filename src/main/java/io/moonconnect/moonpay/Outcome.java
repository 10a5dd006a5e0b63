package io.moonconnect.moonpay;

import io.moonconnect.moonpay.guard.Health;
import io.moonconnect.problem.ProblemType;

/**
 * How a call to MoonPay ended: the value of the metrics' {@code outcome} tag, what callers are told, and what it says about
 * MoonPay's health.
 */
public enum Outcome {
    SUCCESS("success", null, Health.GOOD),
    /** The caller went away first. */
    CANCELLED("cancelled", null, Health.UNKNOWN),
    REJECTED("rejected", ProblemType.MOONPAY_REJECTED, Health.GOOD),
    TOKEN_REJECTED("token_rejected", ProblemType.MOONPAY_TOKEN_REJECTED, Health.GOOD),
    /** MoonPay refused our own key: a matter for the operator, not for the caller. */
    KEY_REFUSED("key_refused", ProblemType.MOONPAY_UNAVAILABLE),
    NOT_FOUND("not_found", ProblemType.NOT_FOUND, Health.GOOD),
    CAPABILITY_NOT_ENABLED("capability_not_enabled", ProblemType.MOONPAY_CAPABILITY_NOT_ENABLED, Health.GOOD),
    RATE_LIMITED("rate_limited", ProblemType.MOONPAY_BUSY),
    /** No permit in time: the call was not made. */
    BUSY("busy", ProblemType.MOONPAY_BUSY),
    /** Too many calls of ours wait already, for a permit or a connection: the call was not made. */
    SHED("shed", ProblemType.OVERLOADED),
    /** The operation has kept failing: the call was not made. */
    CIRCUIT_OPEN("circuit_open", ProblemType.MOONPAY_BUSY),
    /** Its reused connection was closed before MoonPay answered a byte; the call was sent again on a new one. */
    STALE_CONNECTION("stale_connection", ProblemType.MOONPAY_UNAVAILABLE),
    /** Refused, reset, or a status that MoonPay does not document. */
    UNAVAILABLE("unavailable", ProblemType.MOONPAY_UNAVAILABLE, Health.BAD),
    /** An answer that does not have the promised shape, or is over the cap. */
    MALFORMED("malformed", ProblemType.MOONPAY_UNAVAILABLE, Health.BAD),
    TIMEOUT("timeout", ProblemType.MOONPAY_TIMEOUT, Health.BAD),
    /** The deadline of the whole call came, and left MoonPay less than half the time that it usually gets. */
    DEADLINE("deadline", ProblemType.MOONPAY_TIMEOUT);

    private final String label;
    private final ProblemType problem;
    private final Health health;

    Outcome(String label, ProblemType problem) {
        this(label, problem, Health.UNKNOWN);
    }

    Outcome(String label, ProblemType problem, Health health) {
        this.label = label;
        this.problem = problem;
        this.health = health;
    }

    /** @param failure null where it succeeded */
    static Outcome of(Throwable failure, boolean cancelled) {
        if (cancelled) {
            return CANCELLED;
        }
        if (failure == null) {
            return SUCCESS;
        }
        return failure instanceof MoonPayFailure known ? known.outcome() : MALFORMED;
    }

    public String label() {
        return label;
    }

    ProblemType problem() {
        return problem;
    }

    Health health() {
        return health;
    }

    /** Whether the call never reached the wire. */
    boolean isNotMade() {
        return this == BUSY || this == SHED || this == CIRCUIT_OPEN;
    }
}
