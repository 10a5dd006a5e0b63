package io.moonconnect.observability;

import java.time.Duration;
import java.util.Set;
import java.util.stream.DoubleStream;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;

/**
 * Bounds the tags of {@code http_server_requests}. Quarkus tags the raw path if a request ends before it reaches a
 * resource, and always the raw method: clients could exhaust memory, and Quarkus stops recording new paths after a
 * hundred. Durations are histograms, so that replicas can be aggregated.
 */
@Singleton
class RequestMeters implements MeterFilter {

    private static final String REQUESTS = "http.server.requests";

    private static final String OTHER = "OTHER";

    /** Bucket bounds in seconds. Streams last minutes and are not meant to be compared. */
    private static final DistributionStatisticConfig BUCKETS = DistributionStatisticConfig.builder()
            .serviceLevelObjectives(DoubleStream.of(0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 2.5, 5, 10)
                    .map(seconds -> seconds * Duration.ofSeconds(1).toNanos())
                    .toArray())
            .build();

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    /** The path templates, and the two names that Quarkus uses for requests without one. */
    private static final Set<String> PATHS = Set.of(
            "/v1/sessions",
            "/v1/connections/requirements",
            "/v1/disclosures",
            "/v1/disclosures/{id}",
            "/v1/disclosures/acceptances",
            "/v1/payment-methods",
            "/v1/payment-methods/{id}",
            "/v1/quotes",
            "/v1/quotes/compare",
            "/v1/quotes/stream",
            "/v1/transactions",
            "/v1/transactions/{id}",
            "/v1/transactions/{id}/stream",
            "/v1/customers/me",
            "/v1/customers/me/kyc",
            "/v1/customers/me/files",
            "/v1/customers/me/files/upload-url",
            "/v1/customers/export",
            "/v1/assets",
            "/v1/webhooks/moonpay",
            "NOT_FOUND",
            "/cors-preflight");

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().startsWith(REQUESTS)) {
            return id;
        }
        return bounded(bounded(id, "method", METHODS), "uri", PATHS);
    }

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        return id.getName().equals(REQUESTS) ? BUCKETS.merge(config) : config;
    }

    private static Meter.Id bounded(Meter.Id id, String tag, Set<String> known) {
        String value = id.getTag(tag);
        return value == null || known.contains(value) ? id : id.withTag(Tag.of(tag, OTHER));
    }
}
