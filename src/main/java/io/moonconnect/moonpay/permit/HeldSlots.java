package io.moonconnect.moonpay.permit;

import java.util.ArrayDeque;
import java.util.Deque;

import io.moonconnect.moonpay.permit.SlotScript.Slots;

/**
 * The fleet's slots that this replica holds, on its own clock. Their offsets count from an unknown time between request
 * and response, so a slot is usable no earlier than counted from the response, and no later than counted from the
 * request.
 */
final class HeldSlots {

    private final Deque<Slot> slots = new ArrayDeque<>();
    private final long interval;
    private final long tolerance;

    private record Slot(long from, long until) {}

    HeldSlots(Rate rate) {
        this.interval = rate.interval();
        this.tolerance = rate.tolerance();
    }

    /**
     * @param notBefore earliest use of any of them
     * @return how many of them are usable
     */
    int add(Slots taken, long sent, long arrived, long notBefore) {
        int usable = 0;
        for (int i = 0; i < taken.count(); i++) {
            long offset = taken.first().toNanos() + i * interval;
            long from = arrived + offset - tolerance;
            Slot slot = new Slot(from - notBefore < 0 ? notBefore : from, sent + offset);
            if (slot.until() - slot.from() >= 0 && slot.until() - arrived >= 0) {
                slots.add(slot);
                usable++;
            }
        }
        return usable;
    }

    boolean use(long now) {
        while (!slots.isEmpty() && slots.peek().until() - now < 0) {
            slots.remove();
        }
        if (slots.isEmpty() || slots.peek().from() - now > 0) {
            return false;
        }
        slots.remove();
        return true;
    }

    /** Earliest use of the next slot; there must be one. */
    long next() {
        return slots.element().from();
    }

    int size() {
        return slots.size();
    }

    boolean isEmpty() {
        return slots.isEmpty();
    }

    void clear() {
        slots.clear();
    }
}
