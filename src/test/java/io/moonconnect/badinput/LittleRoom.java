package io.moonconnect.badinput;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Room for so few bodies at a time that a test can fill it, and time enough to look at them. */
public class LittleRoom implements QuarkusTestProfile {

    static final int BYTES = 256 * 1024;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("moonconnect.max-held-bodies", BYTES / 1024 + "K", "moonconnect.body-timeout", "2m");
    }
}
