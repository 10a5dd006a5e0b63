package io.moonconnect.caller;

import java.time.Duration;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Customers and backends, as a host has both; keys are asked for again sooner than in production, and everything is logged. */
public class Customers implements QuarkusTestProfile {

    /** Between two requests for the provider's keys. */
    static final Duration KEY_INTERVAL = Duration.ofMillis(200);

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "moonconnect.callers",
                "customer,backend",
                "moonconnect.backend-keys",
                "shop=" + TwoKeys.digest(TwoKeys.key("new")),
                "quarkus.oidc.token.forced-jwk-refresh-interval",
                KEY_INTERVAL.toMillis() + "ms",
                "quarkus.log.level",
                "TRACE",
                "quarkus.log.min-level",
                "TRACE",
                "quarkus.log.console.level",
                "INFO");
    }
}
