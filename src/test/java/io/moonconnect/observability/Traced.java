package io.moonconnect.observability;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Enables tracing as an operator would, and exports spans at once. */
public class Traced implements QuarkusTestProfile {

    static final String SINK_KEY = "sink-key-of-the-tests-0123456789abcdef";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.otel.sdk.disabled", "false",
                "quarkus.otel.bsp.schedule.delay", "20ms",
                "moonconnect.webhooks.sink.key", SINK_KEY);
    }
}
