package io.moonconnect.moonpay.permit;

import java.util.ArrayDeque;
import java.util.Deque;

import io.moonconnect.moonpay.permit.SlotScript.Slots;

/**
 * The fleet's slots that this replica has taken, by its own clock. Redis reckoned at some moment between our sending and the
 * answer's arrival, so a slot may be used from what the arrival says until what the sending says, whichever moment it was.
 */
final class HeldSlots {

    private final Deque<Slot> slots = new ArrayDeque<>();
    private final long interval;
    private final long tolerance;

    /** When a slot may be used. */
    private record Slot(long from, long until) {}

    HeldSlots(Rate rate) {
        this.interval = rate.interval();
        this.tolerance = rate.tolerance();
    }

    /**
     * @param notBefore none of them may be used before it
     * @return how many of them can be used at all
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

    /** From when the next one may be used; there must be one. */
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
