package io.moonconnect.moonpay.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;

/**
 * Interns configurations of payment methods by the bytes that they were parsed from. Configurations depend on the
 * customer's location and not on the customer, so most lists contain equal ones, which are parsed and stored once.
 *
 * <p>Memory is bounded: at most {@value #SLOTS} lists of {@value #MAX_BYTES} bytes of JSON, which occupy a multiple
 * when parsed, and as many replaced ones to which cached lists still refer. A list is kept at least as long as cached
 * lists may refer to it.
 */
public final class KnownConfigs {

    private static final int SLOTS = 128;

    /** Longer ones are parsed for each customer. */
    private static final int MAX_BYTES = 16 * 1024;

    private final AtomicReferenceArray<Known> slots = new AtomicReferenceArray<>(SLOTS);
    private final LongSupplier nanoTime;
    private final long life;

    /** @param life minimum time that a list is kept; cached lists must not live longer */
    public KnownConfigs(LongSupplier nanoTime, Duration life) {
        this.nanoTime = nanoTime;
        this.life = life.toNanos();
    }

    /**
     * Configurations of one customer's list.
     *
     * @param weight approximate bytes of memory; 0 if they are shared
     */
    record Configs(List<PaymentMethodConfig> list, int weight) {}

    private record Known(byte[] json, List<PaymentMethodConfig> list, long since) {

        boolean isOf(RawJson raw) {
            return Arrays.equals(json, 0, json.length, raw.source(), raw.offset(), raw.offset() + raw.length());
        }
    }

    /** @param raw the array of configurations; the rest of its document is not retained */
    Configs read(RawJson raw) throws IOException {
        if (raw.length() > MAX_BYTES) {
            return own(read(raw.copy(), new ArrayList<>()), raw.length());
        }
        int slot = slot(raw);
        Known known = slots.get(slot);
        if (known != null && known.isOf(raw)) {
            return new Configs(known.list(), 0);
        }
        RawJson copy = raw.copy();
        List<PaymentMethodConfig> list = read(copy, new ArrayList<>());
        long now = nanoTime.getAsLong();
        if (known == null || now - known.since() > life) {
            slots.compareAndSet(slot, known, new Known(copy.source(), list, now));
        }
        return own(list, raw.length());
    }

    private static List<PaymentMethodConfig> read(RawJson raw, List<PaymentMethodConfig> configs) throws IOException {
        WireJson.document(
                raw, array -> WireJson.eachItem(array, item -> configs.add(PaymentMethodConfig.read(raw, item))));
        return List.copyOf(configs);
    }

    private static Configs own(List<PaymentMethodConfig> list, int bytes) {
        return new Configs(list, bytes + StoredPaymentMethod.METHOD_BYTES * list.size());
    }

    private static int slot(RawJson raw) {
        int hash = 1;
        for (int index = raw.offset(); index < raw.offset() + raw.length(); index++) {
            hash = 31 * hash + raw.source()[index];
        }
        return Math.floorMod(hash, SLOTS);
    }
}
