package io.moonconnect.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What every room throws when a request cannot be served: a type of the one table, a sentence for the caller, and what
 * some types carry beside it. It has no stack trace, because it is an answer and not a fault. Its message is the type alone:
 * the sentence can be MoonPay's, and whoever logs an exception logs its message.
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

    public Failure(ProblemType type, String detail) {
        this(type, type.status(), detail, List.of(), null);
    }

    /**
     * @param status the status of the answer, where it is closer than the type's own
     * @param retryAfter when the caller may come back, or null
     */
    protected Failure(ProblemType type, int status, String detail, List<Violation> violations, Duration retryAfter) {
        super(type.slug(), null, false, false);
        this.type = type;
        this.detail = detail;
        this.status = status;
        this.violations = List.copyOf(violations);
        this.retryAfter = retryAfter;
    }

    /** A fault of ours; what it was goes to the log and never to the caller. */
    public static Failure internal() {
        return new Failure(ProblemType.INTERNAL, "This service failed; it has been logged.");
    }

    /** Bad input: 400 with a violation per field. */
    public static Failure invalid(List<Violation> violations) {
        ProblemType type = ProblemType.INVALID_REQUEST;
        return new Failure(type, type.status(), "See violations for what is wrong and where.", violations, null);
    }

    /** Bad input in one place: 400 with one violation. */
    public static Failure invalid(String field, String message) {
        return invalid(List.of(new Violation(field, message)));
    }

    /** Something that may succeed after a while, and not before. */
    public static Failure retryLater(ProblemType type, String detail, Duration retryAfter) {
        return new Failure(type, type.status(), detail, List.of(), retryAfter);
    }

    public ProblemType type() {
        return type;
    }

    public int status() {
        return status;
    }

    /** The sentence for the caller; holds no secret, token or name of a class. */
    public String detail() {
        return detail;
    }

    public List<Violation> violations() {
        return violations;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** How a caller can become known: a {@code WWW-Authenticate} each. */
    public List<String> challenges() {
        return List.of();
    }

    /** MoonPay's own request id, where MoonPay answered. */
    public Optional<String> moonPayRequestId() {
        return Optional.empty();
    }
}
