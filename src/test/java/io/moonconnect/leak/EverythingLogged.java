package io.moonconnect.leak;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.moonconnect.testing.AllLogs;
import io.quarkus.test.junit.QuarkusTestProfile;

/**
 * The service as an operator could run it who wants to see everything: each category at the lowest level that the build
 * lets it have, and everything traced. Its secret key, its one API key and the key of its audit hashes are planted. Customers call through one
 * proxy, and every limit is so low that a few requests reach it.
 */
public class EverythingLogged implements QuarkusTestProfile {

    /** After this every limit is as if nobody had asked. */
    static final Duration LIMIT_PERIOD = Duration.ofSeconds(10);

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                // A stream is read to its end.
                Map.entry("moonconnect.stream-life", "1s"),
                Map.entry("quarkus.otel.sdk.disabled", "false"),
                Map.entry("quarkus.otel.bsp.schedule.delay", "50ms"),
                Map.entry("quarkus.log.min-level", "TRACE"),
                Map.entry("quarkus.log.level", "TRACE"),
                // What the build caps has to stay capped, by its own name or by that of a part.
                Map.entry("quarkus.log.category.\"io.vertx.ext.web\".level", "TRACE"),
                Map.entry("quarkus.log.category.\"org.jboss.resteasy.reactive.server\".level", "TRACE"),
                Map.entry("quarkus.log.category.\"io.quarkus.oidc\".level", "TRACE"),
                Map.entry("quarkus.log.category.\"io.quarkus.oidc.runtime\".level", "TRACE"),
                Map.entry("quarkus.log.category.\"org.jose4j\".level", "TRACE"),
                Map.entry("quarkus.log.category.\"io.smallrye.config\".level", "TRACE"),
                // The client of the tests: the service has none of it.
                Map.entry("quarkus.log.category.\"jdk.internal.httpclient\".level", "OFF"),
                Map.entry("quarkus.log.console.enabled", "false"),
                Map.entry("quarkus.config.log.values", "true"),
                Map.entry("moonpay.secret-key", Planted.SECRET_KEY.value()),
                // Less than what MoonPay's 429 would have us wait for: the job has many of them.
                Map.entry("moonpay.overall-timeout", "900ms"),
                Map.entry("moonconnect.audit-key", Planted.AUDIT_KEY.value()),
                Map.entry("moonpay.webhook-keys", Planted.WEBHOOK_KEY.value()),
                // There is somebody, who takes no events.
                Map.entry("moonconnect.webhook-sink", "${moonpay.base-url}/events?" + Planted.SINK_KEY.value()),
                Map.entry("moonconnect.webhook-sink-plain", "true"),
                Map.entry("moonconnect.webhook-sink-key", Planted.SINK_KEY.value()),
                Map.entry("moonconnect.callers", "backend,customer"),
                Map.entry("moonconnect.backend-keys", "planted=" + Planted.API_KEY.sha256()),
                Map.entry("moonconnect.trusted-hops", "1"),
                // The provider is asked for each unknown key: Quarkus counts this in real time.
                Map.entry("quarkus.oidc.token.forced-jwk-refresh-interval", "2ms"),
                Map.entry("moonconnect.limit.backend", limit(6)),
                Map.entry("moonconnect.limit.customer", limit(6)),
                Map.entry("moonconnect.limit.token", limit(4)),
                Map.entry("moonconnect.limit.sessions-per-address", limit(3)),
                Map.entry("moonconnect.limit.sessions-per-customer", limit(2)));
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(FaultyClock.class);
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(AllLogs.class));
    }

    private static String limit(int count) {
        return count + "/" + LIMIT_PERIOD.toSeconds() + "s";
    }
}
