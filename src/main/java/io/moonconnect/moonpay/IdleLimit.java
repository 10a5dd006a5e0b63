package io.moonconnect.moonpay;

import java.time.Duration;

/**
 * How long an idle HTTP/1.1 connection to MoonPay may be reused: the configured time, or less if MoonPay has closed
 * idle connections earlier. Two must have been idle for about the same time: a restart of MoonPay's server closes idle
 * connections too. What was observed is forgotten after a while.
 */
final class IdleLimit {

    private static final long REMEMBERED_NANOS = Duration.ofMinutes(10).toNanos();

    /** A connection is given up this long before MoonPay is expected to close it. */
    private static final long MARGIN_NANOS = Duration.ofSeconds(1).toNanos();

    private final long configured;
    private volatile long observed;
    private volatile long observedAt;
    private volatile long suspected;
    private volatile long suspectedAt;

    IdleLimit(Duration configured) {
        this.configured = configured.toNanos();
        this.observed = this.configured;
    }

    /** MoonPay closed a connection that was idle for this time. */
    void closedAfter(long idleNanos, long now) {
        if (idleNanos < MARGIN_NANOS || idleNanos >= nanos(now)) {
            return;
        }
        boolean similar = Math.abs(idleNanos - suspected) <= MARGIN_NANOS;
        if (similar && now - suspectedAt >= idleNanos / 2) {
            observed = beforeClose(idleNanos);
            observedAt = now;
        } else if (!similar) {
            suspected = idleNanos;
            suspectedAt = now;
        }
    }

    long configuredNanos() {
        return configured;
    }

    long nanos(long now) {
        long least = observed;
        return least < configured && now - observedAt < REMEMBERED_NANOS ? least : configured;
    }

    /** When to give up a connection that is closed after this time: a second before, but not before half of it. */
    static long beforeClose(long idleNanos) {
        return Math.max(idleNanos - MARGIN_NANOS, idleNanos / 2);
    }
}
