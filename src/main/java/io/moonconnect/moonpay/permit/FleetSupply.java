package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.moonconnect.moonpay.permit.SlotScript.Slots;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * The fleet's permits, from Redis. Slots are taken in batches ahead of their use, and each is valid only around its own
 * time ({@link HeldSlots}), so that the rate holds whichever replica uses them. While Redis is slow, unavailable or
 * refuses writes, this replica uses its fair share from memory and probes Redis. It pays for that share with slots as
 * soon as Redis grants some ({@link UnpaidPermits}). Until the state is reported as recovered, it uses slots only at
 * the pace of its share, because other replicas may not have recovered yet.
 */
final class FleetSupply implements PermitSupply {

    /** Including timer delay, below the 100 ms within which a replica has to fall back. */
    private static final Duration PATIENCE = Duration.ofMillis(80);

    /** Maximum round trip for recovery, well below the time-out to prevent flapping. */
    private static final Duration QUICK = PATIENCE.dividedBy(2);

    /** A single failure may come from a connection that was being closed. */
    private static final int MOST_TRIES = 3;

    private final SlotScript script;
    private final LocalSupply share;
    private final FleetState state;
    private final SerialExecutor serial;
    private final LongSupplier nanoTime;
    private final EarliestTimer timer;
    private final RedisProbe probe;
    private final HeldSlots held;
    private final RoundTrip roundTrip;
    private final UnpaidPermits unpaid = new UnpaidPermits();
    private final AdaptiveBatch batch;
    private final long interval;
    private final long tolerance;
    private final long ahead;
    private Runnable waiting = () -> {};
    private boolean local = true;
    private boolean asking;
    private int tries;
    private long firstTry;
    private long lastOfFleet;
    private long nextAsk;
    private volatile long pausedUntil;

    /**
     * @param ahead how long before its use a slot may be taken
     * @param share fallback without Redis
     */
    FleetSupply(
            SlotScript script,
            Rate rate,
            Duration ahead,
            LocalSupply share,
            FleetState state,
            SerialExecutor serial,
            Vertx vertx,
            LongSupplier nanoTime) {
        this.script = script;
        this.share = share;
        this.state = state;
        this.serial = serial;
        this.nanoTime = nanoTime;
        this.timer = new EarliestTimer(serial, vertx, nanoTime, () -> waiting.run());
        this.probe = new RedisProbe(this::sendProbe, this::onProbed, this::onProbeFailed, serial, vertx, nanoTime);
        this.held = new HeldSlots(rate);
        this.roundTrip = new RoundTrip(rate, QUICK);
        this.batch = new AdaptiveBatch(rate, ahead.toNanos() * 3 / 4);
        this.interval = rate.interval();
        this.tolerance = rate.tolerance();
        this.ahead = ahead.toNanos();
        this.nextAsk = nanoTime.getAsLong();
        this.pausedUntil = nextAsk;
        this.lastOfFleet = nextAsk - LocalSupply.SECOND;
    }

    /** Connects to Redis; the fair share is used until it responds. The first response waits for class loading. */
    void start() {
        script.pause(Duration.ZERO).onComplete(connected -> serial.run(probe::now));
    }

    @Override
    public boolean take() {
        long now = nanoTime.getAsLong();
        if (!state.isDegraded()) {
            boolean taken = held.use(now);
            lastOfFleet = taken ? now : lastOfFleet;
            return taken;
        }
        boolean taken = share.isUsable() && (local || held.use(now)) && share.take();
        if (taken && local) {
            unpaid.add(now);
        }
        return taken;
    }

    @Override
    public void want(int permits, Runnable again) {
        waiting = again;
        if (local) {
            share.want(permits, again);
            return;
        }
        long now = nanoTime.getAsLong();
        int missing = (state.isDegraded() ? 1 : permits) - held.size();
        if (missing > 0 && !asking && nextAsk - now <= 0) {
            tries = 0;
            ask(missing + unpaid.count(now));
        }
        if (!held.isEmpty()) {
            timer.at(LocalSupply.later(held.next(), state.isDegraded() ? share.usableFrom() : now));
        }
        if (missing > 0 && !asking) {
            timer.at(nextAsk);
        }
    }

    @Override
    public void pause(Duration pause) {
        pausedUntil = LocalSupply.later(pausedUntil, nanoTime.getAsLong() + pause.toNanos());
        held.clear();
        share.pause(pause);
        if (!local) {
            whenAnswered(script.pause(pauseOfSlots()), slots -> {}, this::fallBack);
        }
    }

    @Override
    public Duration paused() {
        return Duration.ofNanos(Math.max(0, pausedUntil - nanoTime.getAsLong()));
    }

    @Override
    public String source() {
        return state.isDegraded() ? "fair-share" : "fleet";
    }

    @Override
    public void close() {
        probe.close();
    }

    private void ask(int wanted) {
        asking = true;
        long sent = nanoTime.getAsLong();
        if (tries++ == 0) {
            firstTry = sent;
        }
        state.roundTrip();
        whenAnswered(
                script.take(wanted, roundTrip.lead(), horizon()),
                slots -> receive(slots, wanted, sent),
                cause -> tryAgain(wanted, cause));
    }

    private void receive(Slots slots, int wanted, long sent) {
        asking = false;
        long arrived = nanoTime.getAsLong();
        roundTrip.took(arrived - sent);
        Slots own = slots.without(unpaid.pay(slots.count(), arrived), interval);
        if (own.count() > 0 && held.add(own, sent, arrived, pausedUntil) == 0 && paused().isZero()) {
            tryAgain(wanted, new LateException());
            return;
        }
        long next = slots.next().toNanos();
        if (slots.count() == 0 && next > 2 * interval) {
            // Load alone never takes this much ahead: another replica has paused the fleet.
            pausedUntil = LocalSupply.later(pausedUntil, arrived + next + ahead);
            share.pause(paused());
        }
        nextAsk = arrived + Math.max(0, next) + batch.gap(wanted, slots.count());
        waiting.run();
    }

    private void tryAgain(int wanted, Throwable cause) {
        asking = false;
        if (tries < MOST_TRIES && nanoTime.getAsLong() - firstTry < QUICK.toNanos() && !local) {
            ask(wanted);
        } else {
            fallBack(cause);
        }
    }

    private Duration horizon() {
        return Duration.ofNanos(ahead + tolerance);
    }

    /** The remaining pause. Slots are usable ahead of their time, so the pause is extended by that. */
    private Duration pauseOfSlots() {
        Duration left = paused();
        return left.isZero() ? left : left.plusNanos(tolerance);
    }

    private void fallBack(Throwable cause) {
        if (local) {
            return;
        }
        local = true;
        state.fallback(cause);
        held.clear();
        share.follow(lastOfFleet);
        probe.soon();
        waiting.run();
    }

    /** As real requests, it writes to Redis: it pays for the permits that were used, and passes on a pause, if any. */
    private Future<Slots> sendProbe() {
        return script.pay(unpaid.count(nanoTime.getAsLong()), UnpaidPermits.LIFE, horizon(), pauseOfSlots());
    }

    private void onProbed(Slots slots) {
        unpaid.pay(slots.count(), nanoTime.getAsLong());
        roundTrip.took(probe.roundTrip());
        if (!roundTrip.isQuick()) {
            onProbeFailed(new LateException());
            return;
        }
        state.worked();
        if (state.isDegraded()) {
            probe.later();
        }
        if (local) {
            local = false;
            nextAsk = nanoTime.getAsLong();
            waiting.run();
        }
    }

    private void onProbeFailed(Throwable cause) {
        if (local) {
            state.failed(cause);
            probe.afterFailure();
        } else {
            fallBack(cause);
        }
    }

    private void whenAnswered(Future<Slots> answer, Consumer<Slots> done, Consumer<Throwable> failed) {
        answer.timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(slots -> serial.run(() -> done.accept(slots)))
                .onFailure(cause -> serial.run(() -> failed.accept(cause)));
    }
}
