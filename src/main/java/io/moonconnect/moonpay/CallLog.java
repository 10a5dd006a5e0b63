package io.moonconnect.moonpay;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.github.benmanes.caffeine.cache.Ticker;

import io.moonconnect.http.RequestLine;

/**
 * Logs calls that MoonPay failed, with the request id that its support asks for. Of an operation that keeps failing in one
 * way there is a line once in a while, which says how many it stands for; metrics count them all.
 */
@Singleton
class CallLog {

    private static final Logger LOG = Logger.getLogger(CallLog.class);

    private final Map<Operation, Map<Outcome, Repeated>> failures = new EnumMap<>(Operation.class);
    private final Ticker ticker;
    private final long interval;

    /** The same failure again and again. */
    private static final class Repeated {

        private final AtomicLong leftOut = new AtomicLong();
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

    /** How a call ended, retries included. */
    void failed(Operation operation, MoonPayFailure failure) {
        Outcome outcome = failure.outcome();
        Logger.Level level = level(outcome);
        if (level == null) {
            return;
        }
        Repeated repeated = failures.get(operation).get(outcome);
        if (!isDue(repeated)) {
            repeated.leftOut.incrementAndGet();
            return;
        }
        LOG.logf(
                level,
                "a call to MoonPay has failed, operation=%s, outcome=%s, moonPayRequestId=%s, leftOut=%d",
                operation.id(),
                outcome.label(),
                failure.moonPayRequestId().orElse("none"),
                repeated.leftOut.getAndSet(0));
    }

    /** What MoonPay refuses for a reason of the caller's is none of the operator's business, and what was not sent is counted. */
    private static Logger.Level level(Outcome outcome) {
        return switch (outcome) {
            case KEY_REFUSED -> Logger.Level.ERROR;
            case UNAVAILABLE, MALFORMED, TIMEOUT, RATE_LIMITED, CAPABILITY_NOT_ENABLED -> Logger.Level.WARN;
            default -> null;
        };
    }

    private boolean isDue(Repeated repeated) {
        long now = ticker.read();
        long last = repeated.last.get();
        return now - last >= interval && RequestLine.isFirst() && repeated.last.compareAndSet(last, now);
    }
}
