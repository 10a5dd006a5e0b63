package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.vertx.core.Vertx;

/** The permits of one replica, from memory (GCRA). */
final class LocalSupply implements PermitSupply {

    private final OneAtATime serial;
    private final Vertx vertx;
    private final LongSupplier nanoTime;
    private final long interval;
    private final long tolerance;
    private long nextSlot;
    private long pausedUntil;
    private boolean callsBack;

    /** @param nanoTime the clock that never jumps */
    LocalSupply(Rate rate, OneAtATime serial, Vertx vertx, LongSupplier nanoTime) {
        this.serial = serial;
        this.vertx = vertx;
        this.nanoTime = nanoTime;
        this.interval = rate.interval();
        this.tolerance = rate.tolerance();
        this.nextSlot = nanoTime.getAsLong();
        this.pausedUntil = nextSlot;
    }

    @Override
    public boolean take() {
        long now = nanoTime.getAsLong();
        if (nanosUntilNext(now) > 0) {
            return false;
        }
        nextSlot = later(nextSlot, now) + interval;
        return true;
    }

    @Override
    public void want(int permits, Runnable again) {
        if (!callsBack) {
            callsBack = true;
            long wait = Timers.millis(nanosUntilNext(nanoTime.getAsLong()));
            vertx.setTimer(wait, id -> serial.run(() -> callBack(again)));
        }
    }

    private void callBack(Runnable again) {
        callsBack = false;
        again.run();
    }

    @Override
    public void pause(Duration pause) {
        pausedUntil = later(pausedUntil, nanoTime.getAsLong() + pause.toNanos());
    }

    @Override
    public Duration paused() {
        return Duration.ofNanos(Math.max(0, pausedUntil - nanoTime.getAsLong()));
    }

    private long nanosUntilNext(long now) {
        return Math.max(pausedUntil - now, nextSlot - tolerance - now);
    }

    private static long later(long one, long other) {
        return one - other >= 0 ? one : other;
    }
}
