package io.moonconnect.moonpay;

import java.util.EnumMap;
import java.util.Map;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.github.benmanes.caffeine.cache.Ticker;

import io.moonconnect.http.RepeatedLine;

/**
 * Logs failed calls to MoonPay, with the request id that its support needs. A repeated failure of an operation is
 * logged once per interval, with the number of suppressed lines; metrics count them all.
 */
@Singleton
class CallLog {

    private static final Logger LOG = Logger.getLogger(CallLog.class);

    private final Map<Operation, Map<Outcome, RepeatedLine>> failures = new EnumMap<>(Operation.class);

    CallLog(MoonPayConfig config, Ticker ticker) {
        for (Operation operation : Operation.values()) {
            Map<Outcome, RepeatedLine> ofOperation = new EnumMap<>(Outcome.class);
            for (Outcome outcome : Outcome.values()) {
                ofOperation.put(outcome, new RepeatedLine(config.failureLogInterval(), ticker));
            }
            failures.put(operation, ofOperation);
        }
    }

    /** Called once per call, after its retries. */
    void failed(Operation operation, MoonPayFailure failure) {
        Outcome outcome = failure.outcome();
        Logger.Level level = level(outcome);
        if (level == null) {
            return;
        }
        failures.get(operation)
                .get(outcome)
                .next()
                .ifPresent(suppressed -> LOG.logf(
                        level,
                        "MoonPay call failed, operation=%s, outcome=%s, moonPayRequestId=%s, suppressed=%d",
                        operation.id(),
                        outcome.label(),
                        failure.moonPayRequestId().orElse("none"),
                        suppressed));
    }

    /** Errors of the caller are not the operator's concern; calls that were not sent have metrics. */
    private static Logger.Level level(Outcome outcome) {
        return switch (outcome) {
            case KEY_REFUSED -> Logger.Level.ERROR;
            case UNAVAILABLE,
                    PAGE,
                    NO_ENVELOPE,
                    GATEWAY_ERROR,
                    MALFORMED,
                    TIMEOUT,
                    RATE_LIMITED,
                    CAPABILITY_NOT_ENABLED -> Logger.Level.WARN;
            default -> null;
        };
    }
}
