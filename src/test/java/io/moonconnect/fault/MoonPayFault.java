package io.moonconnect.fault;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;
import io.moonconnect.testing.TcpGate;

/** Faults of MoonPay and of the network to it: the rows of the matrix. */
enum MoonPayFault {
    CONNECT_REFUSED("connect refused", null),
    CONNECT_HANG("connect hang", null),
    HALF_CLOSED("half-closed before headers", null),
    RESET_BEFORE_HEADERS("reset before headers", SimulatorFault::abort),
    RESET_MID_BODY("reset mid-body", SimulatorFault::reset),
    DRIP("drip", operation -> SimulatorFault.drip(operation, Duration.ofMillis(100))),
    TRUNCATED("truncated", SimulatorFault::truncate),
    MALFORMED("malformed", SimulatorFault::malformed),
    STATUS_400("400", 400),
    STATUS_401("401", 401),
    STATUS_403("403", 403),
    STATUS_404("404", 404),
    STATUS_409("409", 409),
    STATUS_429_WITH("429 with Retry-After", operation -> SimulatorFault.status(operation, 429)
            .headers(Map.of("Retry-After", "7"))),
    STATUS_429_WITHOUT("429 without Retry-After", 429),
    STATUS_500("500", 500),
    STATUS_502("502", 502),
    STATUS_503("503", 503),
    STATUS_504("504", 504),
    DELAY("delay past the deadline", operation -> SimulatorFault.delay(operation, Duration.ofMinutes(1)));

    /** Two retries. */
    private static final int MOST_ATTEMPTS = 3;

    private final String title;
    private final Function<String, SimulatorFault> rule;

    MoonPayFault(String title, Function<String, SimulatorFault> rule) {
        this.title = title;
        this.rule = rule;
    }

    MoonPayFault(String title, int status) {
        this(title, operation -> SimulatorFault.status(operation, status));
    }

    String title() {
        return title;
    }

    /** Whether it is a network fault: MoonPay gets no request. */
    boolean isOnTheWay() {
        return rule == null;
    }

    void strike(TcpGate gate, SimulatorControl moonPay, String operation) {
        switch (this) {
            case CONNECT_REFUSED -> gate.refuse();
            case CONNECT_HANG -> gate.hang();
            case HALF_CLOSED -> gate.halfClose();
            default -> moonPay.add(rule.apply(operation));
        }
    }

    /** The expected result, by the rules of the problem table and of retries. */
    Expected on(OurOperation operation) {
        if (isOnTheWay() && operation.called().looksUp()) {
            return Expected.problem(ProblemType.MOONPAY_UNAVAILABLE, ProblemType.MOONPAY_UNAVAILABLE.status(), 0, 0);
        }
        return switch (this) {
            case CONNECT_REFUSED, HALF_CLOSED, RESET_BEFORE_HEADERS, STATUS_502, STATUS_503 ->
                retried(operation, ProblemType.MOONPAY_UNAVAILABLE);
            case CONNECT_HANG -> connectHang(operation);
            case STATUS_504 -> retried(operation, ProblemType.MOONPAY_TIMEOUT);
            // A reset may or may not overtake what was sent just before it.
            case RESET_MID_BODY ->
                operation.answeredWithoutBody()
                        ? Expected.success(operation).or(ProblemType.MOONPAY_UNAVAILABLE)
                        : once(operation, ProblemType.MOONPAY_UNAVAILABLE);
            case TRUNCATED ->
                operation.answeredWithoutBody()
                        ? Expected.success(operation)
                        : once(operation, ProblemType.MOONPAY_UNAVAILABLE);
            case DRIP ->
                operation.answeredWithoutBody()
                        ? Expected.success(operation)
                        : once(operation, ProblemType.MOONPAY_TIMEOUT);
            case MALFORMED -> once(operation, ProblemType.MOONPAY_UNAVAILABLE);
            case STATUS_400 -> once(operation, ProblemType.MOONPAY_REJECTED);
            case STATUS_401 ->
                once(
                        operation,
                        operation.byKey() ? ProblemType.MOONPAY_UNAVAILABLE : ProblemType.MOONPAY_TOKEN_REJECTED);
            case STATUS_403 -> once(operation, ProblemType.MOONPAY_REJECTED, 403);
            case STATUS_404 -> once(operation, ProblemType.NOT_FOUND);
            case STATUS_409 -> once(operation, ProblemType.MOONPAY_REJECTED, 409);
            case STATUS_429_WITH -> limited(operation).withRetryAfter("7");
            case STATUS_429_WITHOUT -> limited(operation).withRetryAfter("1");
            case STATUS_500 -> once(operation, ProblemType.MOONPAY_UNAVAILABLE);
            case DELAY -> once(operation, ProblemType.MOONPAY_TIMEOUT);
        };
    }

    private static Expected once(OurOperation operation, ProblemType type) {
        return once(operation, type, type.status());
    }

    private static Expected once(OurOperation operation, ProblemType type, int status) {
        return Expected.problem(type, status, operation.legs(), operation.legs());
    }

    /** One leg's 429 may come before the next leg has its permit. */
    private static Expected limited(OurOperation operation) {
        ProblemType type = ProblemType.MOONPAY_BUSY;
        return Expected.problem(type, type.status(), 1, operation.legs());
    }

    /** Legs that take the last of the retry budget concurrently may all be refused. */
    private static Expected retried(OurOperation operation, ProblemType type) {
        int most = operation.called().isSafe() ? MOST_ATTEMPTS * operation.legs() : 1;
        int least = operation.legs() == 1 ? most : operation.legs();
        return Expected.problem(type, type.status(), least, most);
    }

    /** A comparison has the time of a single quote, in which a second attempt to connect does not finish. */
    private static Expected connectHang(OurOperation operation) {
        if (!operation.isComparison()) {
            return retried(operation, ProblemType.MOONPAY_UNAVAILABLE);
        }
        ProblemType type = ProblemType.MOONPAY_TIMEOUT;
        return Expected.problem(type, type.status(), 2 * operation.legs(), 2 * operation.legs());
    }
}
