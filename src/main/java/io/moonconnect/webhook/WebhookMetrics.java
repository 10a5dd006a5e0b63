package io.moonconnect.webhook;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** {@code webhooks_total} by type and outcome, registered at zero so that the first event is visible as an increase. */
@Singleton
class WebhookMetrics {

    private static final String UNREAD = "unread";

    private static final String OTHER = "other";

    private static final List<String> TYPES = List.of(
            "customer.identity_status_updated",
            "transaction_created",
            "transaction_updated",
            "transaction_failed",
            OTHER);

    private static final Set<Outcome> OF_UNREAD = EnumSet.of(Outcome.REFUSED, Outcome.UNCONFIGURED);

    private static final Set<Outcome> OF_READ = EnumSet.complementOf(EnumSet.copyOf(OF_UNREAD));

    private final Map<Outcome, Counter> unread;
    private final Map<String, Map<Outcome, Counter>> read = new HashMap<>();

    WebhookMetrics(MeterRegistry metrics) {
        unread = counters(metrics, UNREAD, OF_UNREAD);
        TYPES.forEach(type -> read.put(type, counters(metrics, type, OF_READ)));
    }

    /** Counts a webhook rejected before it was parsed. */
    void countUnread(Outcome outcome) {
        unread.get(outcome).increment();
    }

    void count(String type, Outcome outcome) {
        read.getOrDefault(type, read.get(OTHER)).get(outcome).increment();
    }

    private static Map<Outcome, Counter> counters(MeterRegistry metrics, String type, Set<Outcome> outcomes) {
        Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);
        for (Outcome outcome : outcomes) {
            Counter counter = Counter.builder("webhooks")
                    .description("Webhooks by type and outcome")
                    .tag("type", type)
                    .tag("outcome", outcome.label())
                    .register(metrics);
            counters.put(outcome, counter);
        }
        return counters;
    }
}
