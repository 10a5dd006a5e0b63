package io.moonconnect.simulator.platform;

import java.time.Duration;
import java.time.Instant;

import io.moonconnect.simulator.people.Persona;
import io.vertx.core.json.JsonObject;

/** A purchase that was started with a quote; its state is computed from the time since then. */
record Transaction(String id, String externalCustomerId, String customerId, Instant createdAt, JsonObject quote) {

    /** As in the list, without stages. */
    JsonObject listed(Instant now, Duration stageLife) {
        Stages stages = Stages.of(this, Duration.between(createdAt, now), stageLife);
        Instant updatedAt = createdAt.plus(stageLife.multipliedBy(stages.changes()));
        JsonObject json = JsonObject.of(
                "id", id,
                "createdAt", Timestamps.of(createdAt),
                "updatedAt", Timestamps.of(updatedAt),
                "status", stages.status(),
                "source", quote.getJsonObject("source"),
                "destination", quote.getJsonObject("destination"),
                "fees", quote.getJsonObject("fees"),
                "wallet", quote.getJsonObject("wallet"),
                "customer", JsonObject.of("id", customerId),
                "paymentMethod", quote.getJsonObject("paymentMethod"));
        return json;
    }

    /** As returned on its own. */
    JsonObject whole(Instant now, Duration stageLife) {
        JsonObject json = listed(now, stageLife);
        if ("sepa".equals(paymentMethodType())) {
            json.put("bankTransferDepositInfo", depositInfo());
        }
        Duration age = Duration.between(createdAt, now);
        return json.put("stages", Stages.of(this, age, stageLife).json());
    }

    String paymentMethodType() {
        return quote.getJsonObject("paymentMethod").getString("type");
    }

    Persona persona() {
        return Persona.of(externalCustomerId);
    }

    private JsonObject depositInfo() {
        return JsonObject.of(
                "reference", "SIM-" + id.substring(0, 8).toUpperCase(),
                "iban", "XX00 SIMU LATE 0000 0000 01",
                "bic", "SIMUXX00",
                "recipientName", "Simulated Recipient",
                "bankName", "Simulated Bank");
    }
}
