package io.moonconnect.quote;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.moonpay.permit.PermitConfig;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Admission control for streams. Estimates the permits that open streams need: one per refreshed method and refresh
 * interval, the interval being a moving average of recent quotes. A stream is admitted if the total stays within this
 * replica's share of the refresh rate; otherwise the quotes of all streams would expire before their refresh.
 */
@Startup
@ApplicationScoped
class RefreshBudget {

    /** The interval until a quote is seen: MoonPay does not document the lifetime of quotes. */
    private static final double ASSUMED_INTERVAL_MILLIS = Duration.ofSeconds(24).toMillis();

    /** Weight of a new quote in the moving average. */
    private static final double WEIGHT = 0.05;

    /** Bounds for outliers, which would otherwise admit every stream or none. */
    private static final long MAX_INTERVAL_MILLIS = Duration.ofMinutes(10).toMillis();

    private static final long MIN_INTERVAL_MILLIS = Duration.ofSeconds(1).toMillis();

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final double permitsPerSecond;
    private final AtomicInteger methods = new AtomicInteger();

    /** Not atomic: a lost update hardly changes the average. */
    private volatile double intervalMillis = ASSUMED_INTERVAL_MILLIS;

    RefreshBudget(QuoteStreamConfig config, PermitConfig permits, MeterRegistry metrics) {
        double share = config.share();
        if (!(share > 0 && share <= 1)) {
            throw new ConfigurationException("moonconnect.refresh.share must be above 0 and at most 1");
        }
        if (config.backoff().toMillis() < 1) {
            throw new ConfigurationException("moonconnect.refresh.backoff must be positive");
        }
        this.permitsPerSecond = share * permits.rate() / permits.replicas();
        Gauge.builder("quote.refreshes.needed", this, budget -> budget.needed(budget.methods.get()))
                .description("Permits per second that open streams need for refreshes")
                .register(metrics);
    }

    /** Admits a stream with this number of refreshed methods, or throws. */
    Entry admit(int refreshed) {
        take(refreshed);
        return new Entry(refreshed);
    }

    /** Updates the average with a quote's refresh interval. */
    void seen(long refreshInMs) {
        long bounded = Math.max(MIN_INTERVAL_MILLIS, Math.min(refreshInMs, MAX_INTERVAL_MILLIS));
        intervalMillis += WEIGHT * (bounded - intervalMillis);
    }

    private void take(int more) {
        int before;
        do {
            before = methods.get();
            if (needed(before + more) > permitsPerSecond) {
                throw Failure.retryLater(
                        ProblemType.MOONPAY_BUSY,
                        "Open streams already use their share of MoonPay's rate limit.",
                        RETRY_AFTER);
            }
        } while (!methods.compareAndSet(before, before + more));
    }

    /** Resets the average when the last stream closes, since nothing updates it any more. */
    private void giveBack(int count) {
        if (methods.addAndGet(-count) == 0) {
            intervalMillis = ASSUMED_INTERVAL_MILLIS;
        }
    }

    private double needed(int refreshed) {
        return refreshed * (double) Duration.ofSeconds(1).toMillis() / intervalMillis;
    }

    /** The refreshes of one stream; used on its context only. */
    final class Entry {

        private int refreshed;
        private boolean closed;

        private Entry(int refreshed) {
            this.refreshed = refreshed;
        }

        /** Sets the actual number before the stream starts; throws if the increase exceeds the capacity. */
        void expect(int count) {
            if (!closed && count > refreshed) {
                take(count - refreshed);
                refreshed = count;
            } else {
                now(count);
            }
        }

        /** Sets the current number, even beyond the capacity. */
        void now(int count) {
            if (!closed && count > refreshed) {
                methods.addAndGet(count - refreshed);
            } else if (!closed && count < refreshed) {
                giveBack(refreshed - count);
            }
            refreshed = closed ? 0 : count;
        }

        void close() {
            now(0);
            closed = true;
        }
    }
}
