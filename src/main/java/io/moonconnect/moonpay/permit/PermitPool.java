package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.moonconnect.moonpay.permit.NoPermitException.Reason;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;

/**
 * Grants permits: at once if there is one, else in the order of {@link WaitingLine}, with a {@link NoPermitException}
 * if none comes in time. A cancelled waiter leaves the queue and uses no permit.
 */
public final class PermitPool {

    /** Default Retry-After: by then all current waiters have been served or refused. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final SerialExecutor serial;
    private final PermitSupply supply;
    private final WaitingLine line;
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
            WaitingLine line,
            int maxWaiting,
            Duration longestPause,
            PermitMetrics metrics,
            Vertx vertx,
            LongSupplier nanoTime) {
        this.serial = serial;
        this.supply = supply;
        this.line = line;
        this.maxWaiting = maxWaiting;
        this.longestPause = longestPause;
        this.metrics = metrics;
        this.vertx = vertx;
        this.nanoTime = nanoTime;
    }

    /** The item is the time of the grant on the monotonic clock, in nanoseconds. */
    public Uni<Long> acquire(PermitClass permitClass, Duration patience) {
        return Uni.createFrom().emitter(emitter -> queue(permitClass, patience, emitter));
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

    private void queue(PermitClass permitClass, Duration patience, UniEmitter<? super Long> emitter) {
        Waiter waiter = new Waiter(permitClass, emitter, vertx, nanoTime.getAsLong());
        emitter.onTermination(() -> leave(waiter));
        serial.run(() -> arrive(waiter, patience));
        waiter.listen();
    }

    private void leave(Waiter waiter) {
        if (!waiter.isAnswered()) {
            waiter.leave();
            serial.run(() -> forget(waiter));
        }
    }

    private void arrive(Waiter waiter, Duration patience) {
        if (waiter.isGone()) {
            metrics.cancelled(waiter.permitClass());
            return;
        }
        if (line.size() == 0 && supply.take()) {
            grant(waiter);
            return;
        }
        if (line.size(waiter.permitClass()) >= maxWaiting) {
            refuse(waiter, Reason.SHED, SOON);
            return;
        }
        Duration paused = supply.paused();
        if (paused.compareTo(patience) > 0) {
            refuse(waiter, Reason.BUSY, paused);
            return;
        }
        line.add(waiter);
        metrics.waiting(waiter.permitClass(), line);
        serve();
        if (line.contains(waiter)) {
            waiter.giveUpAfter(Math.max(1, patience.toMillis()), () -> serial.run(() -> giveUp(waiter)));
        }
    }

    private void serve() {
        while (line.size() > 0) {
            Waiter next = line.next();
            if (next.isGone()) {
                forget(next);
            } else if (supply.take()) {
                line.served(next);
                metrics.waiting(next.permitClass(), line);
                grant(next);
            } else {
                supply.want(line.size(), this::serve);
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
        if (line.remove(waiter)) {
            metrics.waiting(waiter.permitClass(), line);
            Duration paused = supply.paused();
            refuse(waiter, Reason.BUSY, paused.isZero() ? SOON : paused);
        }
    }

    private void forget(Waiter waiter) {
        if (line.remove(waiter)) {
            waiter.cancelTimer();
            metrics.cancelled(waiter.permitClass());
            metrics.waiting(waiter.permitClass(), line);
        }
    }

    private void refuse(Waiter waiter, Reason reason, Duration retryAfter) {
        metrics.refused(waiter.permitClass(), reason);
        waiter.refuse(new NoPermitException(reason, retryAfter));
    }
}
