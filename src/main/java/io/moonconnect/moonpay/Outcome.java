package io.moonconnect.moonpay;

import io.moonconnect.moonpay.guard.Health;
import io.moonconnect.problem.ProblemType;

/**
 * How a call to MoonPay ended: the {@code outcome} tag of metrics, the problem that callers get, and what it means for
 * the circuit breaker.
 */
public enum Outcome {
    SUCCESS("success", null, Health.GOOD),
    CANCELLED("cancelled", null, Health.UNKNOWN),
    REJECTED("rejected", ProblemType.MOONPAY_REJECTED, Health.GOOD),
    TOKEN_REJECTED("token_rejected", ProblemType.MOONPAY_TOKEN_REJECTED, Health.GOOD),
    /** MoonPay rejected the secret key: for the operator to fix, not for the caller. */
    KEY_REFUSED("key_refused", ProblemType.MOONPAY_UNAVAILABLE),
    NOT_FOUND("not_found", ProblemType.NOT_FOUND, Health.GOOD),
    CAPABILITY_NOT_ENABLED("capability_not_enabled", ProblemType.MOONPAY_CAPABILITY_NOT_ENABLED, Health.GOOD),
    /** A 4xx or a success with a page, for example of a CDN, a proxy or a captive portal, and not of MoonPay. */
    PAGE("page", ProblemType.MOONPAY_UNAVAILABLE, Health.BAD),
    /** A 4xx without MoonPay's error envelope, as JSON or empty: it may concern one call only. */
    NO_ENVELOPE("no_envelope", ProblemType.MOONPAY_UNAVAILABLE),
    /** A 5xx or an undocumented status, such as a redirect, without MoonPay's error envelope: perhaps of a balancer. */
    GATEWAY_ERROR("gateway_error", ProblemType.MOONPAY_UNAVAILABLE, Health.BAD),
    RATE_LIMITED("rate_limited", ProblemType.MOONPAY_BUSY),
    /** Not sent: no permit in time. */
    BUSY("busy", ProblemType.MOONPAY_BUSY),
    /** Not sent: too many calls wait for a permit or a connection. */
    SHED("shed", ProblemType.OVERLOADED),
    /** Not sent: circuit breaker open. */
    CIRCUIT_OPEN("circuit_open", ProblemType.MOONPAY_BUSY),
    /** The reused connection was closed before the first byte of a response; the call was resent on a new one. */
    STALE_CONNECTION("stale_connection", ProblemType.MOONPAY_UNAVAILABLE),
    /** Connection refused or reset, or MoonPay's own envelope with a 5xx or an undocumented status. */
    UNAVAILABLE("unavailable", ProblemType.MOONPAY_UNAVAILABLE, Health.BAD),
    /** A response without the documented shape, or over the size cap. */
    MALFORMED("malformed", ProblemType.MOONPAY_UNAVAILABLE, Health.BAD),
    TIMEOUT("timeout", ProblemType.MOONPAY_TIMEOUT, Health.BAD),
    /** The deadline of the whole call left MoonPay less than half of the attempt's time-out. */
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

    static Outcome of(Throwable failure, boolean cancelled) {
        return cancelled ? CANCELLED : of(failure);
    }

    /** @param failure null for a success */
    static Outcome of(Throwable failure) {
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

    boolean isNotMade() {
        return this == BUSY || this == SHED || this == CIRCUIT_OPEN;
    }
}
