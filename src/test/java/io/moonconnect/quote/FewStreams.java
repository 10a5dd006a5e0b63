package io.moonconnect.quote;

import java.time.Duration;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Few streams at a time, short ones, and refreshes for four methods of quotes that live for 30 seconds. */
public class FewStreams implements QuarkusTestProfile {

    static final int MAX = 3;
    static final int MAX_OF_ONE = 2;
    static final Duration LIFE = Duration.ofSeconds(4);

    /** Of the million permits a second that tests have: one in five seconds, where a method needs one in 24. */
    private static final String SHARE = "0.0000002";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "moonconnect.streams.max-open",
                String.valueOf(MAX),
                "moonconnect.streams.max-per-token",
                String.valueOf(MAX_OF_ONE),
                "moonconnect.streams.heartbeat",
                "100ms",
                "moonconnect.streams.life",
                LIFE.toSeconds() + "s",
                "moonconnect.refresh.share",
                SHARE);
    }
}
