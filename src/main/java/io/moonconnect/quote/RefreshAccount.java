package io.moonconnect.quote;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.moonpay.permit.PermitConfig;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Keeps account of what open streams need: a permit per refreshed method and refresh interval, as quotes have been living
 * lately. A stream is let in while that stays within this replica's part of the share that refreshes have of MoonPay's rate:
 * one more than can be refreshed in time would only make the quotes of all others expire.
 */
@ApplicationScoped
class RefreshAccount {

    /** MoonPay gives no figure for the life of a quote; until one is seen, this is the interval. */
    private static final double ASSUMED_INTERVAL_MILLIS = Duration.ofSeconds(24).toMillis();

    /** How much a quote's life counts among all before it. */
    private static final double WEIGHT = 0.05;

    /** An odd quote of MoonPay's that lives for years must not let everybody in. */
    private static final long LONGEST_INTERVAL_MILLIS = Duration.ofMinutes(10).toMillis();

    private static final Duration LATER = Duration.ofSeconds(5);

    private final double permitsPerSecond;
    private final AtomicInteger methods = new AtomicInteger();

    /** Threads that write at the same time may lose each other's quote: it is an average. */
    private volatile double intervalMillis = ASSUMED_INTERVAL_MILLIS;

    RefreshAccount(QuoteStreamConfig config, PermitConfig permits, MeterRegistry metrics) {
        double share = config.refreshShare();
        if (!(share > 0 && share <= 1)) {
            throw new ConfigurationException("moonconnect.refresh-share must be above 0 and at most 1");
        }
        this.permitsPerSecond = share * permits.rate() / permits.replicas();
        Gauge.builder("quote.refreshes.needed", this, account -> account.needed(0))
                .description("Permits a second that open streams need for their refreshes")
                .register(metrics);
    }

    /** Being observed is what makes a bad configuration a start-up error. */
    void start(@Observes StartupEvent event) {}

    /** Lets a stream in that is going to refresh so many methods, or fails. */
    Entry admit(int refreshed) {
        if (needed(refreshed) > permitsPerSecond) {
            throw Failure.retryLater(
                    ProblemType.MOONPAY_BUSY, "Open streams already take what MoonPay's limit leaves for them.", LATER);
        }
        return new Entry(refreshed);
    }

    /** A quote has to be refreshed after so long. */
    void seen(long refreshInMs) {
        long bounded = Math.max(1, Math.min(refreshInMs, LONGEST_INTERVAL_MILLIS));
        intervalMillis += WEIGHT * (bounded - intervalMillis);
    }

    private double needed(int more) {
        return (methods.get() + more) * Duration.ofSeconds(1).toMillis() / intervalMillis;
    }

    /** What one stream refreshes; on its own context. */
    final class Entry {

        private int refreshed;
        private boolean closed;

        private Entry(int refreshed) {
            this.refreshed = refreshed;
            methods.addAndGet(refreshed);
        }

        void now(int count) {
            if (!closed && count != refreshed) {
                methods.addAndGet(count - refreshed);
                refreshed = count;
            }
        }

        void close() {
            now(0);
            closed = true;
        }
    }
}
