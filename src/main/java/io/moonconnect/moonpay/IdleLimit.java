package io.moonconnect.moonpay;

import java.time.Duration;

/**
 * How long an idle HTTP/1.1 connection to MoonPay may be reused: the configured time, or less if MoonPay has closed
 * idle connections earlier. What was observed is forgotten after a while, because a restart of MoonPay's server also
 * closes idle connections.
 */
final class IdleLimit {

    private static final long REMEMBERED_NANOS = Duration.ofMinutes(10).toNanos();

    /** A connection is given up this long before MoonPay is expected to close it. */
    private static final long MARGIN_NANOS = Duration.ofSeconds(1).toNanos();

    private final long configured;
    private volatile long observed;
    private volatile long observedAt;

    IdleLimit(Duration configured) {
        this.configured = configured.toNanos();
        this.observed = this.configured;
    }

    /** MoonPay closed a connection that was idle for this time. */
    void closedAfter(long idleNanos, long now) {
        if (idleNanos >= MARGIN_NANOS && idleNanos < nanos(now)) {
            observed = beforeClose(idleNanos);
            observedAt = now;
        }
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
