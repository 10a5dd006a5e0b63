package io.moonconnect.moonpay;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.github.benmanes.caffeine.cache.Ticker;

import io.moonconnect.http.RequestLine;

/**
 * Logs failed calls to MoonPay, with the request id that its support needs. A repeated failure of an operation is
 * logged once per interval, with the number of suppressed lines; metrics count them all.
 */
@Singleton
class CallLog {

    private static final Logger LOG = Logger.getLogger(CallLog.class);

    private final Map<Operation, Map<Outcome, Repeated>> failures = new EnumMap<>(Operation.class);
    private final Ticker ticker;
    private final long interval;

    private static final class Repeated {

        private final AtomicLong suppressed = new AtomicLong();
        private final AtomicLong last;

        Repeated(long before) {
            this.last = new AtomicLong(before);
        }
    }

    CallLog(MoonPayConfig config, Ticker ticker) {
        this.ticker = ticker;
        this.interval = config.failureLogInterval().toNanos();
        long before = ticker.read() - interval;
        for (Operation operation : Operation.values()) {
            Map<Outcome, Repeated> ofOperation = new EnumMap<>(Outcome.class);
            for (Outcome outcome : Outcome.values()) {
                ofOperation.put(outcome, new Repeated(before));
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
        Repeated repeated = failures.get(operation).get(outcome);
        if (!isDue(repeated)) {
            repeated.suppressed.incrementAndGet();
            return;
        }
        LOG.logf(
                level,
                "MoonPay call failed, operation=%s, outcome=%s, moonPayRequestId=%s, suppressed=%d",
                operation.id(),
                outcome.label(),
                failure.moonPayRequestId().orElse("none"),
                repeated.suppressed.getAndSet(0));
    }

    /** Errors of the caller are not the operator's concern; calls that were not sent have metrics. */
    private static Logger.Level level(Outcome outcome) {
        return switch (outcome) {
            case KEY_REFUSED -> Logger.Level.ERROR;
            case UNAVAILABLE, PAGE, NO_ENVELOPE, MALFORMED, TIMEOUT, RATE_LIMITED, CAPABILITY_NOT_ENABLED ->
                Logger.Level.WARN;
            default -> null;
        };
    }

    private boolean isDue(Repeated repeated) {
        long now = ticker.read();
        long last = repeated.last.get();
        return now - last >= interval && RequestLine.isFirst() && repeated.last.compareAndSet(last, now);
    }
}
