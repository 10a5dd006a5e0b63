package io.moonconnect.moonpay.permit;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Queue of calls that wait for a permit: the most urgent class first, first in, first out within it. A small share of
 * permits goes to the longest waiting call of the less urgent classes, so that these do not starve. Not thread-safe.
 */
final class PermitQueue {

    private final Map<PermitClass, Set<Waiter>> classes = new EnumMap<>(PermitClass.class);
    private final double lowerShare;
    private double owedToLower;
    private int size;

    /** @param lowerShare share of permits for less urgent classes while a more urgent one waits, 0 to 1 */
    PermitQueue(double lowerShare) {
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

    /** The call that gets the next permit; the queue must not be empty. */
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

    /** Removes {@link #next()}, which got a permit. */
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
