package io.moonconnect.webhook;

import java.util.Set;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** {@code webhooks_total}, by type and outcome. */
@Singleton
class WebhookMetrics {

    /** Before its signature holds, nothing of a webhook is looked at. */
    static final String UNREAD = "unread";

    private static final String OTHER = "other";

    private static final Set<String> TYPES = Set.of(
            UNREAD,
            "customer.identity_status_updated",
            "transaction_created",
            "transaction_updated",
            "transaction_failed");

    private final MeterRegistry metrics;

    WebhookMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    void count(String type, Outcome outcome) {
        Counter.builder("webhooks")
                .description("Webhooks by type and by how they ended")
                .tag("type", TYPES.contains(type) ? type : OTHER)
                .tag("outcome", outcome.label())
                .register(metrics)
                .increment();
    }
}
