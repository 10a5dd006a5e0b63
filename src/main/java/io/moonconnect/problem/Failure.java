package io.moonconnect.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Thrown in every package when a request cannot be served: a {@link ProblemType}, a detail for the caller, and optional
 * fields. It has no stack trace, because it is a response rather than a fault. Its message is the type only: the detail
 * may come from MoonPay, and loggers print exception messages.
 */
public class Failure extends RuntimeException {

    /** The header of answers that carries MoonPay's own request id. */
    public static final String MOONPAY_REQUEST_ID = "MoonPay-Request-Id";

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final String detail;
    private final int status;
    private final transient List<Violation> violations;
    private final Duration retryAfter;
    private final Refusal refusal;

    public Failure(ProblemType type, String detail) {
        this(type, type.status(), detail, List.of(), null);
    }

    /** @param violations for an invalid request */
    public Failure(Refusal refusal, String detail, Violation... violations) {
        this(refusal.type(), refusal.status(), detail, List.of(violations), null, refusal);
    }

    protected Failure(ProblemType type, int status, String detail, List<Violation> violations, Duration retryAfter) {
        this(type, status, detail, violations, retryAfter, null);
    }

    private Failure(
            ProblemType type,
            int status,
            String detail,
            List<Violation> violations,
            Duration retryAfter,
            Refusal refusal) {
        super(type.slug(), null, false, false);
        this.type = type;
        this.detail = detail;
        this.status = status;
        this.violations = List.copyOf(violations);
        this.retryAfter = retryAfter;
        this.refusal = refusal;
    }

    /** An unexpected failure; its cause is logged and not revealed to the caller. */
    public static Failure internal() {
        return new Failure(ProblemType.INTERNAL, "An unexpected failure occurred; it has been logged.");
    }

    /** Invalid input: 400 with a violation per field. */
    public static Failure invalid(List<Violation> violations) {
        ProblemType type = ProblemType.INVALID_REQUEST;
        return new Failure(type, type.status(), "See violations for details.", violations, null);
    }

    /** Invalid input: 400 with one violation. */
    public static Failure invalid(String field, String message) {
        return invalid(List.of(new Violation(field, message)));
    }

    /** A temporary failure. */
    public static Failure retryLater(ProblemType type, String detail, Duration retryAfter) {
        return new Failure(type, type.status(), detail, List.of(), retryAfter);
    }

    /** A refusal that is over after a time. */
    public static Failure retryLater(Refusal refusal, String detail, Duration retryAfter) {
        return new Failure(refusal.type(), refusal.status(), detail, List.of(), retryAfter, refusal);
    }

    public ProblemType type() {
        return type;
    }

    public int status() {
        return status;
    }

    /** Whether the same request may succeed later and does no harm; the type's unless more is known of this failure. */
    public boolean retryable() {
        return type.retryable();
    }

    /** The explanation for the caller; contains no secrets, tokens or class names. */
    public String detail() {
        return detail;
    }

    public List<Violation> violations() {
        return violations;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Why the caller is refused, if it is for a reason that is counted. */
    public Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** The {@code WWW-Authenticate} headers. */
    public List<String> challenges() {
        return List.of();
    }

    /** The {@code Accept-Encoding} of the response, if the body's content coding was refused. */
    public Optional<String> acceptedCoding() {
        return Optional.empty();
    }

    /** MoonPay's request id, if MoonPay answered. */
    public Optional<String> moonPayRequestId() {
        return Optional.empty();
    }
}
