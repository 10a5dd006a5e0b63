package io.moonconnect.badinput;

import java.time.Duration;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Short time-outs for tests. */
public class ShortPatience implements QuarkusTestProfile {

    static final Duration BODY = Duration.ofMillis(800);
    static final Duration IDLE = Duration.ofSeconds(5);

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "moonconnect.body.timeout",
                BODY.toMillis() + "ms",
                "quarkus.http.idle-timeout",
                IDLE.toSeconds() + "s",
                "quarkus.http.limits.max-connections",
                "50");
    }
}
