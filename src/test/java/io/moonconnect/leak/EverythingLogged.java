package io.moonconnect.leak;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.moonconnect.testing.AllLogs;
import io.quarkus.test.junit.QuarkusTestProfile;

/**
 * The service as an operator could run it who wants to see everything: each category at the lowest level that the build
 * lets it have. Its secret key, its one API key and the key of its
 * audit hashes are planted.
 */
public class EverythingLogged implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("quarkus.log.min-level", "TRACE"),
                Map.entry("quarkus.log.level", "TRACE"),
                // What the build caps has to stay capped, by its own name or by that of a part.
                Map.entry("quarkus.log.category.\"io.vertx.ext.web\".level", "TRACE"),
                Map.entry("quarkus.log.category.\"org.jboss.resteasy.reactive.server\".level", "TRACE"),
                // The client of the tests: the service has none of it.
                Map.entry("quarkus.log.category.\"jdk.internal.httpclient\".level", "OFF"),
                Map.entry("quarkus.log.console.enabled", "false"),
                Map.entry("quarkus.config.log.values", "true"),
                Map.entry("moonpay.secret-key", Planted.SECRET_KEY.value()),
                Map.entry("moonconnect.audit-key", Planted.AUDIT_KEY.value()),
                Map.entry("moonconnect.callers", "backend"),
                Map.entry("moonconnect.backend-keys", "planted=" + Planted.API_KEY.sha256()));
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(FaultyClock.class);
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(AllLogs.class));
    }
}
