package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** A supply that records its permits, each with the clock reading that decided it. */
final class RecordedSupply implements PermitSupply {

    private final Queue<Long> taken = new ConcurrentLinkedQueue<>();
    private final PermitSupply supply;
    private long lastReading;

    /** @param supply creates the supply for the given clock */
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
        return recorded(supply.take());
    }

    @Override
    public boolean takeAgain() {
        return recorded(supply.takeAgain());
    }

    private boolean recorded(boolean one) {
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
