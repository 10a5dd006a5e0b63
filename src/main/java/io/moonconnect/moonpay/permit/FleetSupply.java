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
 * The permits of the whole fleet, from Redis. Slots are taken some at a time and ahead of their use, and each is good only
 * around its own time ({@link HeldSlots}), so that the rate holds wherever they are used. While Redis is slow or gone this
 * replica goes on with its fair share, from memory, and asks every now and then whether Redis is back.
 */
final class FleetSupply implements PermitSupply {

    /** Together with a timer that is late this is below the 100 ms after which a replica has to go on alone. */
    private static final Duration PATIENCE = Duration.ofMillis(80);

    /** A Redis this quick is good enough to come back to: far from where it would be given up again. */
    private static final Duration QUICK = PATIENCE.dividedBy(2);

    /** How often a Redis that is gone is asked whether it is back. */
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(500);

    /** One failure may be that of a connection that was about to be closed anyway. */
    private static final int MOST_TRIES = 3;

    /** The first answer waits for the connection, and for the code of Redis' client to be loaded. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(2);

    private final SlotScript script;
    private final PermitSupply share;
    private final FleetState state;
    private final SerialExecutor serial;
    private final LongSupplier nanoTime;
    private final Alarm alarm;
    private final Alarm nextProbe;
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
     * @param ahead how much earlier than its use a slot may be taken
     * @param share what this replica goes on with alone
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
        this.alarm = new Alarm(serial, vertx, nanoTime, () -> waiting.run());
        this.nextProbe = new Alarm(serial, vertx, nanoTime, this::probe);
        this.held = new HeldSlots(rate);
        this.rhythm = new AdaptiveBatch(rate, ahead.toNanos() * 3 / 4);
        this.interval = rate.interval();
        this.tolerance = rate.tolerance();
        this.ahead = ahead.toNanos();
        this.nextAsk = nanoTime.getAsLong();
        this.pausedUntil = nextAsk;
    }

    /** Goes to Redis for the first time; until it has answered, the fair share is what there is. */
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
            alarm.at(held.next());
        }
        if (missing > 0 && !asking) {
            alarm.at(nextAsk);
        }
    }

    @Override
    public void pause(Duration pause) {
        pausedUntil = later(pausedUntil, nanoTime.getAsLong() + pause.toNanos());
        held.clear();
        share.pause(pause);
        if (!state.isDegraded()) {
            tellPause(slots -> {}, this::degrade);
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
            tryAgain(wanted, new TimeoutException("its answers come when they are of no use any more"));
            return;
        }
        long next = slots.next().toNanos();
        if (slots.count() == 0 && next > 2 * interval) {
            // No crowd takes this much ahead: somebody else was told to pause.
            pausedUntil = later(pausedUntil, arrived + next + ahead);
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

    /** Twice what it took the last time, at least a quarter of what a slot lives, and never more than that. */
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
        tellPause(answered -> onProbed(sent), this::stayDegraded);
    }

    private void onProbed(long sent) {
        long now = nanoTime.getAsLong();
        lastRoundTrip = now - sent;
        if (lastRoundTrip > QUICK.toNanos() || 2 * lastRoundTrip > tolerance) {
            stayDegraded(new TimeoutException("it answers, but slowly"));
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

    /** What is left of our pause, if anything. A slot may be used ahead of its time, so the first one is that much later. */
    private void tellPause(Consumer<Slots> done, Consumer<Throwable> failed) {
        Duration left = paused();
        whenAnswered(script.pause(left.isZero() ? left : left.plusNanos(tolerance)), PATIENCE, done, failed);
    }

    private void whenAnswered(
            Future<Slots> answer, Duration patience, Consumer<Slots> done, Consumer<Throwable> failed) {
        answer.timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(slots -> serial.run(() -> done.accept(slots)))
                .onFailure(cause -> serial.run(() -> failed.accept(cause)));
    }

    private static long later(long one, long other) {
        return one - other >= 0 ? one : other;
    }
}
