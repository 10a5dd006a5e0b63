package io.moonconnect.badinput;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** A limit on bodies that a test can fill, and time to inspect it. */
public class LittleMemory implements QuarkusTestProfile {

    static final int BYTES = 256 * 1024;

    @Override
    public Map<String, String> getConfigOverrides() {
        String most = BYTES / 1024 + "K";
        return Map.of(
                "moonconnect.body.max-held", most, "moonconnect.body.timeout", "2m", "moonconnect.head.max-held", most);
    }
}
