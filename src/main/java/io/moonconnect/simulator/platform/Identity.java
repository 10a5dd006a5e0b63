package io.moonconnect.simulator.platform;

import java.time.Instant;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** An identity of MoonPay's earlier KYC API. */
record Identity(String id, String externalCustomerId, Instant createdAt, Kyc kyc) {

    JsonObject json() {
        return JsonObject.of(
                "id", id,
                "status", kyc.status(),
                "capabilities", JsonArray.of(JsonObject.of("product", "ramps")),
                "requirements", kyc.requirements(),
                "createdAt", Timestamps.of(createdAt),
                "updatedAt", Timestamps.of(createdAt));
    }
}
