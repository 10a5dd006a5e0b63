package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.vertx.core.Vertx;

/** One replica's permits, from memory (GCRA). */
final class LocalSupply implements PermitSupply {

    static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoTime;
    private final EarliestTimer timer;
    private final long interval;
    private final long tolerance;
    private final RecentPermits recent;
    private Runnable waiting = () -> {};
    private long nextSlot;
    private volatile long pausedUntil;

    /** @param nanoTime monotonic clock */
    LocalSupply(Rate rate, SerialExecutor serial, Vertx vertx, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.timer = new EarliestTimer(serial, vertx, nanoTime, () -> waiting.run());
        this.interval = rate.interval();
        this.tolerance = rate.tolerance();
        this.nextSlot = nanoTime.getAsLong();
        this.pausedUntil = nextSlot;
        this.recent = new RecentPermits(rate, nextSlot);
    }

    @Override
    public boolean take() {
        long now = nanoTime.getAsLong();
        if (usableFrom() - now > 0) {
            return false;
        }
        nextSlot = later(nextSlot, now) + interval;
        recent.add(now);
        return true;
    }

    /**
     * Out of turn, as far as no second has more than rate and burst: after a pause of the event loop all calls have
     * lapsed permits, and would not all get others in time.
     */
    @Override
    public boolean takeAgain() {
        if (!recent.isTracked()) {
            return take();
        }
        long now = nanoTime.getAsLong();
        if (later(pausedUntil, recent.next()) - now > 0) {
            return false;
        }
        recent.add(now);
        return true;
    }

    /** Begins without a burst if this replica has used a permit of the fleet within the last second. */
    void follow(long lastOfFleet) {
        long now = nanoTime.getAsLong();
        if (now - lastOfFleet < SECOND) {
            nextSlot = later(nextSlot, now + interval + tolerance);
        }
    }

    @Override
    public void want(int permits, Runnable again) {
        waiting = again;
        timer.at(usableFrom());
    }

    @Override
    public void pause(Duration pause) {
        pausedUntil = later(pausedUntil, nanoTime.getAsLong() + pause.toNanos());
    }

    @Override
    public Duration paused() {
        return Duration.ofNanos(Math.max(0, pausedUntil - nanoTime.getAsLong()));
    }

    @Override
    public String source() {
        return "memory";
    }

    @Override
    public void close() {
        // Only the timer is active, and only while a call waits.
    }

    boolean isUsable() {
        return usableFrom() - nanoTime.getAsLong() <= 0;
    }

    /** Earliest use of the next permit, in nanoseconds. */
    long usableFrom() {
        return later(later(pausedUntil, recent.next()), nextSlot - tolerance);
    }

    static long later(long one, long other) {
        return one - other >= 0 ? one : other;
    }
}
