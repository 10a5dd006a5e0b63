package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** A supply whose permits are noted, each with the moment by which it was decided. */
final class RecordedSupply implements PermitSupply {

    private final Queue<Long> taken = new ConcurrentLinkedQueue<>();
    private final PermitSupply supply;
    private long lastReading;

    /** @param supply made with the clock that it is handed */
    RecordedSupply(LongSupplier nanoTime, Function<LongSupplier, PermitSupply> supply) {
        this.supply = supply.apply(() -> {
            lastReading = nanoTime.getAsLong();
            return lastReading;
        });
    }

    Collection<Long> taken() {
        return List.copyOf(taken);
    }

    @Override
    public boolean take() {
        boolean one = supply.take();
        if (one) {
            taken.add(lastReading);
        }
        return one;
    }

    @Override
    public void want(int permits, Runnable again) {
        supply.want(permits, again);
    }

    @Override
    public void pause(Duration pause) {
        supply.pause(pause);
    }

    @Override
    public Duration paused() {
        return supply.paused();
    }

    @Override
    public String source() {
        return supply.source();
    }

    @Override
    public void close() {
        supply.close();
    }
}
