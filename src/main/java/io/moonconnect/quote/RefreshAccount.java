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

    /** Odd quotes of MoonPay's must neither let everybody in, by living for years, nor nobody, by being over when they come. */
    private static final long LONGEST_INTERVAL_MILLIS = Duration.ofMinutes(10).toMillis();

    private static final long SHORTEST_INTERVAL_MILLIS = Duration.ofSeconds(1).toMillis();

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
        Gauge.builder("quote.refreshes.needed", this, account -> account.needed(account.methods.get()))
                .description("Permits a second that open streams need for their refreshes")
                .register(metrics);
    }

    /** Being observed is what makes a bad configuration a start-up error. */
    void start(@Observes StartupEvent event) {}

    /** Lets a stream in that is going to refresh so many methods, or fails. */
    Entry admit(int refreshed) {
        take(refreshed);
        return new Entry(refreshed);
    }

    /** A quote has to be refreshed after so long. */
    void seen(long refreshInMs) {
        long bounded = Math.max(SHORTEST_INTERVAL_MILLIS, Math.min(refreshInMs, LONGEST_INTERVAL_MILLIS));
        intervalMillis += WEIGHT * (bounded - intervalMillis);
    }

    private void take(int more) {
        int before;
        do {
            before = methods.get();
            if (needed(before + more) > permitsPerSecond) {
                throw Failure.retryLater(
                        ProblemType.MOONPAY_BUSY,
                        "Open streams already take what MoonPay's limit leaves for them.",
                        LATER);
            }
        } while (!methods.compareAndSet(before, before + more));
    }

    /** While no stream is open nothing is learnt of quotes, so that what was would stay for ever. */
    private void giveBack(int count) {
        if (methods.addAndGet(-count) == 0) {
            intervalMillis = ASSUMED_INTERVAL_MILLIS;
        }
    }

    private double needed(int refreshed) {
        return refreshed * (double) Duration.ofSeconds(1).toMillis() / intervalMillis;
    }

    /** What one stream refreshes; on its own context. */
    final class Entry {

        private int refreshed;
        private boolean closed;

        private Entry(int refreshed) {
            this.refreshed = refreshed;
        }

        /** Before the stream begins: it turns out to be so many. Fails where there is no room for the difference. */
        void expect(int count) {
            if (!closed && count > refreshed) {
                take(count - refreshed);
                refreshed = count;
            } else {
                now(count);
            }
        }

        /** It is so many now, whether there is room or not. */
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
