package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.vertx.core.Vertx;

/** One replica's permits, from memory (GCRA). */
final class LocalSupply implements PermitSupply {

    private final LongSupplier nanoTime;
    private final EarliestTimer timer;
    private final long interval;
    private final long tolerance;
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
    }

    @Override
    public boolean take() {
        long now = nanoTime.getAsLong();
        if (usableFrom() - now > 0) {
            return false;
        }
        nextSlot = later(nextSlot, now) + interval;
        return true;
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

    private long usableFrom() {
        return later(pausedUntil, nextSlot - tolerance);
    }

    static long later(long one, long other) {
        return one - other >= 0 ? one : other;
    }
}
