package io.moonconnect.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Events that this replica received and that are not delivered yet; the age of the oldest is
 * {@code webhooks_oldest_unsafe_seconds}. An event that is not delivered again is dropped after the deduplication
 * period.
 */
@Singleton
class UnsafeEvents {

    /** When full, new events are not tracked: only the oldest matter. */
    private static final int MOST = 10_000;

    private final Map<String, Instant> since = new ConcurrentHashMap<>();
    private final Duration memory;
    private final Clock clock;

    UnsafeEvents(WebhookConfig config, MeterRegistry metrics, Clock clock) {
        this.memory = config.memory().life();
        this.clock = clock;
        Gauge.builder("webhooks.oldest.unsafe", this, UnsafeEvents::oldestAge)
                .description("Age of the oldest webhook that is not delivered yet")
                .baseUnit("seconds")
                .register(metrics);
    }

    void come(String key) {
        if (since.size() < MOST) {
            since.putIfAbsent(key, clock.instant());
        }
    }

    List<String> oldest(int count) {
        return since.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .limit(count)
                .map(Map.Entry::getKey)
                .toList();
    }

    void safe(String key) {
        since.remove(key);
    }

    private double oldestAge() {
        Instant now = clock.instant();
        since.values().removeIf(came -> came.plus(memory).isBefore(now));
        return since.values().stream()
                .min(Instant::compareTo)
                .map(came -> Duration.between(came, now).toMillis() / 1000.0)
                .orElse(0.0);
    }
}
