package io.moonconnect.moonpay;

import io.moonconnect.problem.ProblemType;

/** How a call to MoonPay ended: the value of the metrics' {@code outcome} tag, and what callers are told. */
public enum Outcome {
    SUCCESS("success", null),
    /** The caller went away first. */
    CANCELLED("cancelled", null),
    REJECTED("rejected", ProblemType.MOONPAY_REJECTED),
    TOKEN_REJECTED("token_rejected", ProblemType.MOONPAY_TOKEN_REJECTED),
    /** MoonPay refused our own key: a matter for the operator, not for the caller. */
    KEY_REFUSED("key_refused", ProblemType.MOONPAY_UNAVAILABLE),
    NOT_FOUND("not_found", ProblemType.NOT_FOUND),
    CAPABILITY_NOT_ENABLED("capability_not_enabled", ProblemType.MOONPAY_CAPABILITY_NOT_ENABLED),
    RATE_LIMITED("rate_limited", ProblemType.MOONPAY_BUSY),
    /** No permit in time. */
    BUSY("busy", ProblemType.MOONPAY_BUSY),
    /** Too many calls of ours wait already, for a permit or a connection. */
    SHED("shed", ProblemType.OVERLOADED),
    /** Refused, reset, or a status that MoonPay does not document. */
    UNAVAILABLE("unavailable", ProblemType.MOONPAY_UNAVAILABLE),
    /** An answer that does not have the promised shape, or is over the cap. */
    MALFORMED("malformed", ProblemType.MOONPAY_UNAVAILABLE),
    TIMEOUT("timeout", ProblemType.MOONPAY_TIMEOUT);

    private final String label;
    private final ProblemType problem;

    Outcome(String label, ProblemType problem) {
        this.label = label;
        this.problem = problem;
    }

    public String label() {
        return label;
    }

    ProblemType problem() {
        return problem;
    }
}
