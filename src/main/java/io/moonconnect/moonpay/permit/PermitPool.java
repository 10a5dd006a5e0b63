package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.moonpay.permit.NoPermitException.Reason;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;

/**
 * Grants permits: at once if there is one, else in the order of {@link PermitQueue}, with a {@link NoPermitException}
 * if none comes in time. A cancelled waiter leaves the queue and uses no permit.
 */
public final class PermitPool {

    /** Default Retry-After: by then all current waiters have been served or refused. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final int UNLIMITED = 1_000_000;

    private final SerialExecutor serial;
    private final PermitSupply supply;
    private final PermitQueue queue;
    private final int maxWaiting;
    private final Duration longestPause;
    private final PermitMetrics metrics;
    private final Vertx vertx;
    private final LongSupplier nanoTime;

    /**
     * @param serial also runs the supply's tasks
     * @param maxWaiting queue capacity of a class; further waiters are refused at once
     */
    PermitPool(
            SerialExecutor serial,
            PermitSupply supply,
            PermitQueue queue,
            int maxWaiting,
            Duration longestPause,
            PermitMetrics metrics,
            Vertx vertx,
            LongSupplier nanoTime) {
        this.serial = serial;
        this.supply = supply;
        this.queue = queue;
        this.maxWaiting = maxWaiting;
        this.longestPause = longestPause;
        this.metrics = metrics;
        this.vertx = vertx;
        this.nanoTime = nanoTime;
    }

    /** Grants every permit at once. */
    public static PermitPool unlimited(Vertx vertx, MeterRegistry registry) {
        LongSupplier nanoTime = System::nanoTime;
        SerialExecutor serial = new SerialExecutor();
        Rate rate = new Rate(UNLIMITED, UNLIMITED);
        return new PermitPool(
                serial,
                new LocalSupply(rate, serial, vertx, nanoTime),
                new PermitQueue(0),
                0,
                Duration.ZERO,
                new PermitMetrics(registry),
                vertx,
                nanoTime);
    }

    /** The item is the time of the grant on the monotonic clock, in nanoseconds. */
    public Uni<Long> acquire(PermitClass permitClass, Duration patience) {
        return Uni.createFrom().emitter(emitter -> queue(permitClass, patience, false, emitter));
    }

    /** As {@link #acquire}, for a call that could not use its last permit in time: if possible, out of turn. */
    public Uni<Long> acquireAgain(PermitClass permitClass, Duration patience) {
        return Uni.createFrom().emitter(emitter -> queue(permitClass, patience, true, emitter));
    }

    /** On a 429, pauses all calls; capped, so that a wrong Retry-After cannot stop the service. */
    public void pause(Duration pause) {
        Duration bounded = pause.compareTo(longestPause) > 0 ? longestPause : pause;
        serial.run(() -> supply.pause(bounded));
    }

    /** Source of permits: {@code memory}, {@code fleet} or {@code fair-share}. */
    String source() {
        return supply.source();
    }

    /** Time left of the pause after a 429; zero if there is none. */
    Duration paused() {
        return supply.paused();
    }

    void close() {
        serial.run(supply::close);
    }

    private void queue(PermitClass permitClass, Duration patience, boolean again, UniEmitter<? super Long> emitter) {
        Waiter waiter = new Waiter(permitClass, emitter, vertx, nanoTime.getAsLong());
        emitter.onTermination(() -> leave(waiter));
        serial.run(() -> arrive(waiter, patience, again));
        waiter.listen();
    }

    private void leave(Waiter waiter) {
        if (!waiter.isAnswered()) {
            waiter.leave();
            serial.run(() -> forget(waiter));
        }
    }

    private void arrive(Waiter waiter, Duration patience, boolean again) {
        if (waiter.isGone()) {
            metrics.cancelled(waiter.permitClass());
            return;
        }
        if (again && supply.takeAgain() || queue.size() == 0 && supply.take()) {
            grant(waiter);
            return;
        }
        if (queue.size(waiter.permitClass()) >= maxWaiting) {
            refuse(waiter, Reason.SHED, SOON);
            return;
        }
        Duration paused = supply.paused();
        if (paused.compareTo(patience) > 0) {
            refuse(waiter, Reason.BUSY, paused);
            return;
        }
        queue.add(waiter);
        metrics.waiting(waiter.permitClass(), queue);
        serve();
        if (queue.contains(waiter)) {
            waiter.giveUpAfter(Math.max(1, patience.toMillis()), () -> serial.run(() -> giveUp(waiter)));
        }
    }

    private void serve() {
        while (queue.size() > 0) {
            Waiter next = queue.next();
            if (next.isGone()) {
                forget(next);
            } else if (supply.take()) {
                queue.served(next);
                metrics.waiting(next.permitClass(), queue);
                grant(next);
            } else {
                supply.want(queue.size(), this::serve);
                return;
            }
        }
    }

    private void grant(Waiter waiter) {
        long now = nanoTime.getAsLong();
        metrics.granted(waiter.permitClass(), now - waiter.arrived());
        waiter.grant(now);
    }

    private void giveUp(Waiter waiter) {
        if (queue.remove(waiter)) {
            metrics.waiting(waiter.permitClass(), queue);
            Duration paused = supply.paused();
            refuse(waiter, Reason.BUSY, paused.isZero() ? SOON : paused);
        }
    }

    private void forget(Waiter waiter) {
        if (queue.remove(waiter)) {
            waiter.cancelTimer();
            metrics.cancelled(waiter.permitClass());
            metrics.waiting(waiter.permitClass(), queue);
        }
    }

    private void refuse(Waiter waiter, Reason reason, Duration retryAfter) {
        metrics.refused(waiter.permitClass(), reason);
        waiter.refuse(new NoPermitException(reason, retryAfter));
    }
}
