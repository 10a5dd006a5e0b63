package io.moonconnect.moonpay.permit;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Those who wait for a permit, and who is next: the most urgent class first, and first come, first served within it. So that
 * a flood of urgent calls does not starve the others, a small share of the permits goes to whoever of these waits longest.
 * One thread at a time uses it.
 */
final class WaitingLine {

    private final Map<PermitClass, Set<Waiter>> classes = new EnumMap<>(PermitClass.class);
    private final double lowerShare;
    private double owedToLower;
    private int size;

    /** @param lowerShare the share of the permits that lower classes get while a higher one waits too, 0 to 1 */
    WaitingLine(double lowerShare) {
        this.lowerShare = lowerShare;
        for (PermitClass one : PermitClass.values()) {
            classes.put(one, new LinkedHashSet<>());
        }
    }

    void add(Waiter waiter) {
        if (classes.get(waiter.permitClass()).add(waiter)) {
            size++;
        }
    }

    /** Whether it was still waiting. */
    boolean remove(Waiter waiter) {
        boolean waited = classes.get(waiter.permitClass()).remove(waiter);
        if (waited) {
            size--;
        }
        return waited;
    }

    boolean contains(Waiter waiter) {
        return classes.get(waiter.permitClass()).contains(waiter);
    }

    int size() {
        return size;
    }

    int size(PermitClass one) {
        return classes.get(one).size();
    }

    /** Who gets the next permit; somebody must be waiting. */
    Waiter next() {
        Waiter highest = null;
        Waiter oldestBelow = null;
        for (Set<Waiter> waiters : classes.values()) {
            Iterator<Waiter> first = waiters.iterator();
            if (first.hasNext()) {
                Waiter waiter = first.next();
                if (highest == null) {
                    highest = waiter;
                } else if (oldestBelow == null || waiter.arrived() - oldestBelow.arrived() < 0) {
                    oldestBelow = waiter;
                }
            }
        }
        return oldestBelow == null || owedToLower + lowerShare < 1 ? highest : oldestBelow;
    }

    /** Takes out {@link #next()}, who has got a permit. */
    void served(Waiter next) {
        boolean classesCompete = size > size(next.permitClass());
        if (classesCompete) {
            owedToLower += lowerShare;
            if (owedToLower >= 1) {
                owedToLower -= 1;
            }
        }
        remove(next);
    }
}
