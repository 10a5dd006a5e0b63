package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.moonconnect.moonpay.permit.SlotScript.Slots;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * Sends probes to Redis, one at a time, so that those that hang do not add up. It is used inside tasks of one
 * {@link SerialExecutor}, and runs its callbacks there.
 */
final class RedisProbe {

    /** After a fallback, to limit what is unpaid; each failure doubles it. */
    private static final Duration SOON = Duration.ofMillis(50);

    private static final Duration INTERVAL = Duration.ofMillis(500);

    /** The client closes a hung connection sooner, but may send once more on another one. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Supplier<Future<Slots>> send;
    private final Consumer<Slots> done;
    private final Consumer<Throwable> failed;
    private final SerialExecutor serial;
    private final LongSupplier nanoTime;
    private final EarliestTimer timer;
    private long gap = INTERVAL.toNanos();
    private long sent;
    private boolean underWay;
    private boolean closed;

    RedisProbe(
            Supplier<Future<Slots>> send,
            Consumer<Slots> done,
            Consumer<Throwable> failed,
            SerialExecutor serial,
            Vertx vertx,
            LongSupplier nanoTime) {
        this.send = send;
        this.done = done;
        this.failed = failed;
        this.serial = serial;
        this.nanoTime = nanoTime;
        this.timer = new EarliestTimer(serial, vertx, nanoTime, this::now);
    }

    void now() {
        if (closed || underWay) {
            return;
        }
        underWay = true;
        sent = nanoTime.getAsLong();
        send.get()
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(slots -> end(() -> done.accept(slots)))
                .onFailure(cause -> end(() -> failed.accept(cause)));
    }

    void soon() {
        gap = SOON.toNanos();
        schedule();
    }

    void afterFailure() {
        gap = Math.min(2 * gap, INTERVAL.toNanos());
        schedule();
    }

    void later() {
        gap = INTERVAL.toNanos();
        schedule();
    }

    /** In nanoseconds, of a probe that has just been answered. */
    long roundTrip() {
        return nanoTime.getAsLong() - sent;
    }

    void close() {
        closed = true;
    }

    private void schedule() {
        timer.at(nanoTime.getAsLong() + gap);
    }

    private void end(Runnable outcome) {
        serial.run(() -> {
            underWay = false;
            outcome.run();
        });
    }
}
