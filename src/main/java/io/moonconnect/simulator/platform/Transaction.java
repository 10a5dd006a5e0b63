package io.moonconnect.simulator.platform;

import java.time.Duration;
import java.time.Instant;

import io.moonconnect.simulator.people.Persona;
import io.moonconnect.simulator.people.Trait;
import io.moonconnect.simulator.state.Settings;
import io.vertx.core.json.JsonObject;

/** A purchase that was started with a quote; its state is computed from the time since then. */
record Transaction(String id, String externalCustomerId, String customerId, Instant createdAt, JsonObject quote) {

    /** As in the list, without stages. */
    JsonObject listed(Instant now, Settings settings) {
        Stages stages = stages(now, settings);
        JsonObject json = JsonObject.of(
                "id", id,
                "createdAt", Timestamps.of(createdAt),
                "updatedAt", Timestamps.of(updatedAt(stages, now, settings)),
                "status", stages.status(),
                "source", quote.getJsonObject("source"),
                "destination", quote.getJsonObject("destination"),
                "fees", quote.getJsonObject("fees"),
                "wallet", quote.getJsonObject("wallet"),
                "customer", JsonObject.of("id", customerId),
                "paymentMethod", quote.getJsonObject("paymentMethod"));
        if (persona().is(Trait.LATE_DELIVERY)) {
            json.put("cryptoTransactionId", stages.delivered() ? "sim-" + id : null);
        }
        return json;
    }

    /** As returned on its own. */
    JsonObject whole(Instant now, Settings settings) {
        JsonObject json = listed(now, settings);
        if (isDepositKnown(now, settings)) {
            json.put("bankTransferDepositInfo", depositInfo());
        }
        return json.put("stages", stages(now, settings).json());
    }

    /** Whether it may still change. */
    boolean isOpen(Instant now, Settings settings) {
        Stages stages = stages(now, settings);
        return stages.status().equals("pending") || stages.deliveryOpen();
    }

    String paymentMethodType() {
        return quote.getJsonObject("paymentMethod").getString("type");
    }

    boolean isBankTransfer() {
        return "sepa".equals(paymentMethodType());
    }

    Persona persona() {
        return Persona.of(externalCustomerId);
    }

    private Stages stages(Instant now, Settings settings) {
        return Stages.of(this, Duration.between(createdAt, now), settings);
    }

    /** MoonPay makes the deposit details after the transaction. */
    private boolean isDepositKnown(Instant now, Settings settings) {
        return isBankTransfer() && !now.isBefore(createdAt.plus(settings.depositDelay()));
    }

    private Instant updatedAt(Stages stages, Instant now, Settings settings) {
        if (stages.awaitsPayment() && isDepositKnown(now, settings)) {
            return createdAt.plus(settings.depositDelay());
        }
        Instant changed = createdAt.plus(settings.stageLife().multipliedBy(stages.changes()));
        boolean late = persona().is(Trait.LATE_DELIVERY) && stages.delivered();
        return late ? changed.plus(settings.lateDelivery()) : changed;
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
