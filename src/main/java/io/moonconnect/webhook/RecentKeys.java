package io.moonconnect.webhook;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import com.github.benmanes.caffeine.cache.Ticker;

/** Recent keys in two generations. A frequency-based cache would evict the newest, which are rarely read. */
final class RecentKeys {

    private final long life;
    private final int most;
    private final Ticker ticker;
    private final AtomicReference<Generations> generations;

    private record Generations(Set<String> newer, Set<String> older, long since) {

        static Generations after(Set<String> older, long now) {
            return new Generations(ConcurrentHashMap.newKeySet(), older, now);
        }
    }

    /**
     * @param life a key is kept at least this long, and at most twice as long, unless {@code most} is reached
     * @param most maximum number of keys
     */
    RecentKeys(Duration life, int most, Ticker ticker) {
        this.life = life.toNanos();
        this.most = most;
        this.ticker = ticker;
        this.generations = new AtomicReference<>(Generations.after(Set.of(), ticker.read()));
    }

    void add(String key) {
        current().newer().add(key);
    }

    boolean contains(String key) {
        Generations current = current();
        return current.newer().contains(key) || current.older().contains(key);
    }

    private Generations current() {
        Generations current = generations.get();
        long now = ticker.read();
        long age = now - current.since();
        if (age < life && current.newer().size() < Math.max(1, most / 2)) {
            return current;
        }
        Set<String> older = age < 2 * life ? current.newer() : Set.of();
        Generations next = Generations.after(older, now);
        return generations.compareAndSet(current, next) ? next : generations.get();
    }
}
