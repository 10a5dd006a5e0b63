package io.moonconnect.leak;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.moonconnect.testing.AllLogs;
import io.quarkus.test.junit.QuarkusTestProfile;

/**
 * The service at maximum verbosity: each category at the lowest level of the build, and everything traced. Secret key,
 * API key and audit key are planted. Customers call through one proxy, and limits are low enough for a few requests to
 * reach them.
 */
public class EverythingLogged implements QuarkusTestProfile {

    /** After this time every limit is reset. */
    static final Duration LIMIT_PERIOD = Duration.ofSeconds(10);

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                // Streams are read to their end.
                Map.entry("moonconnect.streams.life", "1s"),
                Map.entry("quarkus.otel.sdk.disabled", "false"),
                Map.entry("quarkus.otel.bsp.schedule.delay", "50ms"),
                Map.entry("quarkus.log.min-level", "TRACE"),
                Map.entry("quarkus.log.level", "TRACE"),
                // Caps of the build must hold, for the category and for its sub-categories.
                Map.entry("quarkus.log.category.\"io.vertx.ext.web\".level", "TRACE"),
                Map.entry("quarkus.log.category.\"org.jboss.resteasy.reactive.server\".level", "TRACE"),
                Map.entry("quarkus.log.category.\"io.quarkus.oidc\".level", "TRACE"),
                Map.entry("quarkus.log.category.\"io.quarkus.oidc.runtime\".level", "TRACE"),
                Map.entry("quarkus.log.category.\"org.jose4j\".level", "TRACE"),
                Map.entry("quarkus.log.category.\"io.smallrye.config\".level", "TRACE"),
                // The test's client, which the service does not use.
                Map.entry("quarkus.log.category.\"jdk.internal.httpclient\".level", "OFF"),
                Map.entry("quarkus.log.console.enabled", "false"),
                Map.entry("quarkus.config.log.values", "true"),
                Map.entry("moonpay.secret-key", Planted.SECRET_KEY.value()),
                // Below the pause after MoonPay's 429, of which there are many.
                Map.entry("moonpay.overall-timeout", "900ms"),
                Map.entry("moonconnect.customer.export", "true"),
                Map.entry("moonconnect.audit.key", Planted.AUDIT_KEY.value()),
                Map.entry("moonpay.webhook-keys", Planted.WEBHOOK_KEY.value()),
                // The sinks exist, but reject events.
                Map.entry("moonconnect.webhooks.sink.url", "${moonpay.base-url}/events?" + Planted.SINK_KEY.value()),
                Map.entry("moonconnect.webhooks.sink.plain", "true"),
                Map.entry("moonconnect.webhooks.sink.key", Planted.SINK_KEY.value()),
                Map.entry("moonconnect.audit.sink.url", "${moonpay.base-url}/audit?" + Planted.AUDIT_SINK_KEY.value()),
                Map.entry("moonconnect.audit.sink.plain", "true"),
                Map.entry("moonconnect.audit.sink.key", Planted.AUDIT_SINK_KEY.value()),
                Map.entry("moonconnect.callers", "backend,customer"),
                Map.entry("moonconnect.backend-keys", "planted=" + Planted.API_KEY.sha256()),
                Map.entry("moonconnect.trusted-hops", "1"),
                // Every unknown key causes a request to the provider; Quarkus limits these in real time.
                Map.entry("quarkus.oidc.token.forced-jwk-refresh-interval", "2ms"),
                Map.entry("moonconnect.limit.backend", limit(6)),
                Map.entry("moonconnect.limit.customer", limit(6)),
                Map.entry("moonconnect.limit.token", limit(4)),
                Map.entry("moonconnect.limit.sessions-per-address", limit(3)),
                Map.entry("moonconnect.limit.sessions-per-customer", limit(2)));
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(FaultyClock.class, FastTicker.class);
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(AllLogs.class));
    }

    private static String limit(int count) {
        return count + "/" + LIMIT_PERIOD.toSeconds() + "s";
    }
}
