package io.moonconnect.simulator.platform;

import java.time.Duration;
import java.time.Instant;

import io.vertx.core.json.JsonObject;

/** A hosted step that the customer must complete in a challenge frame. */
final class Challenge {

    private static final Duration LIFE = Duration.ofMinutes(15);

    private Challenge() {}

    /** @param origin that of the frames, which is the simulator's */
    static JsonObject json(String origin, String token, Instant since) {
        return JsonObject.of(
                "id",
                token,
                "url",
                origin + "/platform/v1/challenge?challengeToken=" + token,
                "expiresAt",
                Timestamps.of(since.plus(LIFE)));
    }
}
