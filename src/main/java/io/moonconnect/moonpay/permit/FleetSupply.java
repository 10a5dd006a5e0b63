package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

import io.moonconnect.moonpay.permit.SlotScript.Slots;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * The permits of the whole fleet, from Redis. Slots are taken a few at a time and ahead of their use, and each is good from
 * the rate's tolerance before its time until its time, so that the rate holds wherever and whenever in between they are
 * used. While Redis is slow or gone this replica goes on with its fair share, from memory.
 */
final class FleetSupply implements PermitSupply {

    /** Slots of one round trip; more would make others wait for what we may not use. */
    private static final int BATCH = 5;

    /** How much earlier than its use a slot may be taken. */
    private static final Duration AHEAD = Duration.ofMillis(100);

    /** An answer that takes longer is no answer. */
    private static final Duration PATIENCE = Duration.ofMillis(80);

    /** How often a Redis that is gone is asked whether it is back. */
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(500);

    private static final Duration LEAST_LEAD = Duration.ofMillis(5);

    private final SlotScript script;
    private final Rate rate;
    private final PermitSupply share;
    private final FleetState state;
    private final OneAtATime serial;
    private final Vertx vertx;
    private final LongSupplier nanoTime;
    private final Deque<Slot> held = new ArrayDeque<>();
    private Runnable waiting = () -> {};
    private boolean asking;
    private boolean callsBack;
    private long lastRoundTrip;
    private long nextAsk;
    private long pausedUntil;

    /** When a slot may be used, by our own clock. */
    private record Slot(long from, long until) {}

    /** @param share what this replica goes on with alone */
    FleetSupply(
            SlotScript script,
            Rate rate,
            PermitSupply share,
            FleetState state,
            OneAtATime serial,
            Vertx vertx,
            LongSupplier nanoTime) {
        this.script = script;
        this.rate = rate;
        this.share = share;
        this.state = state;
        this.serial = serial;
        this.vertx = vertx;
        this.nanoTime = nanoTime;
        this.nextAsk = nanoTime.getAsLong();
        this.pausedUntil = nextAsk;
    }

    @Override
    public boolean take() {
        if (state.isDegraded()) {
            return share.take();
        }
        long now = nanoTime.getAsLong();
        held.removeIf(slot -> slot.until() - now < 0);
        if (held.isEmpty() || held.peek().from() - now > 0) {
            return false;
        }
        held.remove();
        return true;
    }

    @Override
    public void want(int permits, Runnable again) {
        waiting = again;
        if (state.isDegraded()) {
            share.want(permits, again);
            return;
        }
        long now = nanoTime.getAsLong();
        int missing = Math.min(permits - held.size(), BATCH);
        if (missing > 0 && !asking && nextAsk - now <= 0) {
            ask(missing);
        }
        if (!held.isEmpty()) {
            callBackAt(held.peek().from(), now);
        } else if (!asking) {
            callBackAt(nextAsk, now);
        }
    }

    @Override
    public void pause(Duration pause) {
        long until = nanoTime.getAsLong() + pause.toNanos();
        pausedUntil = until - pausedUntil > 0 ? until : pausedUntil;
        held.clear();
        share.pause(pause);
        if (!state.isDegraded()) {
            bounded(script.pause(pause)).subscribe().with(done -> {}, gone -> serial.run(this::degrade));
        }
    }

    @Override
    public Duration paused() {
        return Duration.ofNanos(Math.max(0, pausedUntil - nanoTime.getAsLong()));
    }

    private void ask(int wanted) {
        asking = true;
        state.roundTrip();
        long sent = nanoTime.getAsLong();
        bounded(script.take(wanted, lead(), AHEAD.plusNanos(rate.tolerance())))
                .subscribe()
                .with(slots -> serial.run(() -> receive(slots, sent)), gone -> serial.run(this::degrade));
    }

    private void receive(Slots slots, long sent) {
        asking = false;
        long now = nanoTime.getAsLong();
        lastRoundTrip = now - sent;
        nextAsk = now + slots.next().toNanos();
        for (int i = 0; i < slots.count(); i++) {
            long offset = slots.first().toNanos() + i * rate.interval();
            held.add(new Slot(now + offset - rate.tolerance(), sent + offset));
        }
        waiting.run();
    }

    /** Twice what it took the last time, but never more than a slot lives. */
    private Duration lead() {
        long lead = Math.max(LEAST_LEAD.toNanos(), 2 * lastRoundTrip);
        return Duration.ofNanos(Math.min(lead, rate.tolerance()));
    }

    private void degrade() {
        asking = false;
        held.clear();
        if (state.degrade()) {
            vertx.setTimer(PROBE_INTERVAL.toMillis(), id -> probe());
        }
        waiting.run();
    }

    private void probe() {
        long sent = nanoTime.getAsLong();
        bounded(script.take(0, Duration.ZERO, Duration.ZERO))
                .subscribe()
                .with(
                        back -> serial.run(() -> recover(sent)),
                        gone -> vertx.setTimer(PROBE_INTERVAL.toMillis(), id -> probe()));
    }

    private void recover(long sent) {
        long now = nanoTime.getAsLong();
        lastRoundTrip = now - sent;
        nextAsk = now;
        state.recover();
        waiting.run();
    }

    private static Uni<Slots> bounded(Uni<Slots> answer) {
        return answer.ifNoItem().after(PATIENCE).fail();
    }

    private void callBackAt(long moment, long now) {
        if (!callsBack) {
            callsBack = true;
            vertx.setTimer(Timers.millis(moment - now), id -> serial.run(this::callBack));
        }
    }

    private void callBack() {
        callsBack = false;
        waiting.run();
    }
}
