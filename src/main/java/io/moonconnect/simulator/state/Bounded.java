package io.moonconnect.simulator.state;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A map that evicts its oldest entry when it is full, so that the memory of the simulator is bounded. */
public final class Bounded<K, V> {

    private final int most;
    private final Map<K, V> entries = new LinkedHashMap<>();

    public Bounded(int most) {
        this.most = most;
    }

    public void put(K key, V value) {
        entries.remove(key);
        entries.put(key, value);
        Iterator<K> oldest = entries.keySet().iterator();
        if (entries.size() > most) {
            oldest.next();
            oldest.remove();
        }
    }

    public Optional<V> get(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    public V getOrPut(K key, Supplier<V> fresh) {
        V found = entries.get(key);
        if (found == null) {
            found = fresh.get();
            put(key, found);
        }
        return found;
    }

    public Optional<V> remove(K key) {
        return Optional.ofNullable(entries.remove(key));
    }

    public Collection<V> values() {
        return entries.values();
    }
}
