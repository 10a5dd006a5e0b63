package io.moonconnect.simulator.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import io.vertx.core.json.JsonObject;

/** A hosted step that the customer must complete in a challenge frame. */
final class Challenge {

    private static final Duration LIFE = Duration.ofMinutes(15);

    private Challenge() {}

    static JsonObject json(Instant since) {
        String id = UUID.randomUUID().toString();
        return JsonObject.of(
                "id",
                id,
                "url",
                "https://blocks.moonpay.example/platform/v1/challenge?challengeToken=" + id,
                "expiresAt",
                Timestamps.of(since.plus(LIFE)));
    }
}
