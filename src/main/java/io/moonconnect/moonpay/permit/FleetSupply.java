package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.moonconnect.moonpay.permit.SlotScript.Slots;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * The fleet's permits, from Redis. Slots are taken in batches ahead of their use, and each is valid only around its own
 * time ({@link HeldSlots}), so that the rate holds whichever replica uses them. While Redis is slow or unavailable,
 * this replica uses its fair share from memory and probes Redis.
 */
final class FleetSupply implements PermitSupply {

    /** Including timer delay, below the 100 ms within which a replica has to fall back. */
    private static final Duration PATIENCE = Duration.ofMillis(80);

    /** Maximum round trip for recovery, well below the time-out to prevent flapping. */
    private static final Duration QUICK = PATIENCE.dividedBy(2);

    private static final Duration PROBE_INTERVAL = Duration.ofMillis(500);

    /** A single failure may come from a connection that was being closed. */
    private static final int MOST_TRIES = 3;

    /** The first response waits for the connection and for class loading. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(2);

    private final SlotScript script;
    private final PermitSupply share;
    private final FleetState state;
    private final SerialExecutor serial;
    private final LongSupplier nanoTime;
    private final EarliestTimer timer;
    private final EarliestTimer nextProbe;
    private final HeldSlots held;
    private final AdaptiveBatch rhythm;
    private final long interval;
    private final long tolerance;
    private final long ahead;
    private Runnable waiting = () -> {};
    private boolean asking;
    private int tries;
    private long firstTry;
    private long lastRoundTrip;
    private long nextAsk;
    private volatile long pausedUntil;
    private boolean closed;

    /**
     * @param ahead how long before its use a slot may be taken
     * @param share fallback without Redis
     */
    FleetSupply(
            SlotScript script,
            Rate rate,
            Duration ahead,
            PermitSupply share,
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
        this.nextProbe = new EarliestTimer(serial, vertx, nanoTime, this::probe);
        this.held = new HeldSlots(rate);
        this.rhythm = new AdaptiveBatch(rate, ahead.toNanos() * 3 / 4);
        this.interval = rate.interval();
        this.tolerance = rate.tolerance();
        this.ahead = ahead.toNanos();
        this.nextAsk = nanoTime.getAsLong();
        this.pausedUntil = nextAsk;
    }

    /** Connects to Redis; the fair share is used until it responds. */
    void start() {
        whenAnswered(script.pause(Duration.ZERO), START_PATIENCE, warm -> probe(), cold -> probe());
    }

    @Override
    public boolean take() {
        return state.isDegraded() ? share.take() : held.use(nanoTime.getAsLong());
    }

    @Override
    public void want(int permits, Runnable again) {
        waiting = again;
        if (state.isDegraded()) {
            share.want(permits, again);
            return;
        }
        int missing = permits - held.size();
        if (missing > 0 && !asking && nextAsk - nanoTime.getAsLong() <= 0) {
            tries = 0;
            ask(missing);
        }
        if (!held.isEmpty()) {
            timer.at(held.next());
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
        if (!state.isDegraded()) {
            sendPause(slots -> {}, this::degrade);
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
        closed = true;
    }

    private void ask(int wanted) {
        asking = true;
        long sent = nanoTime.getAsLong();
        if (tries++ == 0) {
            firstTry = sent;
        }
        state.roundTrip();
        whenAnswered(
                script.take(wanted, lead(), Duration.ofNanos(ahead + tolerance)),
                PATIENCE,
                slots -> receive(slots, wanted, sent),
                cause -> tryAgain(wanted, cause));
    }

    private void receive(Slots slots, int wanted, long sent) {
        asking = false;
        long arrived = nanoTime.getAsLong();
        lastRoundTrip = arrived - sent;
        if (slots.count() > 0 && held.add(slots, sent, arrived, pausedUntil) == 0 && paused().isZero()) {
            tryAgain(wanted, new TimeoutException("responses arrive too late to be used"));
            return;
        }
        long next = slots.next().toNanos();
        if (slots.count() == 0 && next > 2 * interval) {
            // Load alone never takes this much ahead: another replica has paused the fleet.
            pausedUntil = LocalSupply.later(pausedUntil, arrived + next + ahead);
            share.pause(paused());
        }
        nextAsk = arrived + Math.max(0, next) + rhythm.gap(wanted, slots.count());
        waiting.run();
    }

    private void tryAgain(int wanted, Throwable cause) {
        asking = false;
        if (tries < MOST_TRIES && nanoTime.getAsLong() - firstTry < QUICK.toNanos() && !state.isDegraded()) {
            ask(wanted);
        } else {
            degrade(cause);
        }
    }

    /** Twice the last round trip, at least a quarter of a slot's validity, and at most all of it. */
    private Duration lead() {
        return Duration.ofNanos(Math.min(Math.max(tolerance / 4, 2 * lastRoundTrip), tolerance));
    }

    private void degrade(Throwable cause) {
        if (state.isDegraded()) {
            return;
        }
        state.degrade(cause);
        held.clear();
        probeLater();
        waiting.run();
    }

    private void probeLater() {
        if (!closed) {
            nextProbe.at(nanoTime.getAsLong() + PROBE_INTERVAL.toNanos());
        }
    }

    private void probe() {
        if (closed) {
            return;
        }
        long sent = nanoTime.getAsLong();
        sendPause(answered -> onProbed(sent), this::stayDegraded);
    }

    private void onProbed(long sent) {
        long now = nanoTime.getAsLong();
        lastRoundTrip = now - sent;
        if (lastRoundTrip > QUICK.toNanos() || 2 * lastRoundTrip > tolerance) {
            stayDegraded(new TimeoutException("responses are slow"));
            return;
        }
        nextAsk = now;
        state.recover();
        waiting.run();
    }

    private void stayDegraded(Throwable cause) {
        state.degrade(cause);
        probeLater();
    }

    /** Sends the remaining pause. Slots are usable ahead of their time, so the pause is extended by that. */
    private void sendPause(Consumer<Slots> done, Consumer<Throwable> failed) {
        Duration left = paused();
        whenAnswered(script.pause(left.isZero() ? left : left.plusNanos(tolerance)), PATIENCE, done, failed);
    }

    private void whenAnswered(
            Future<Slots> answer, Duration patience, Consumer<Slots> done, Consumer<Throwable> failed) {
        answer.timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(slots -> serial.run(() -> done.accept(slots)))
                .onFailure(cause -> serial.run(() -> failed.accept(cause)));
    }
}
