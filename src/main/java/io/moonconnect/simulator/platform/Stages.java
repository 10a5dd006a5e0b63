package io.moonconnect.simulator.platform;

import java.time.Duration;
import java.util.List;

import io.moonconnect.simulator.people.Trait;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The progress of a transaction: each stage lasts one stage life, in the order of the payment method. */
record Stages(List<Stage> stages, int running, boolean failing) {

    private static final List<Stage> CARD = List.of(
            new Stage("ordering", "Order"),
            new Stage("waiting_payment", "Payment"),
            new Stage("verification", "Verification"),
            new Stage("delivery", "Delivery"));
    private static final List<Stage> DEVICE = List.of(
            new Stage("ordering", "Order"), new Stage("waiting_payment", "Payment"), new Stage("delivery", "Delivery"));
    private static final List<Stage> BANK = List.of(
            new Stage("ordering", "Order"),
            new Stage("waiting_payment", "Payment"),
            new Stage("processing", "Processing"),
            new Stage("delivery", "Delivery"));
    private static final int PAYMENT = 1;

    private record Stage(String kind, String name) {}

    /** The ordering stage ends when the transaction is created, so its age counts from the payment stage. */
    static Stages of(Transaction transaction, Duration age, Duration stageLife) {
        List<Stage> route = route(transaction.paymentMethodType());
        long passed = stageLife.isZero() ? route.size() : age.toMillis() / Math.max(1, stageLife.toMillis());
        int running = (int) Math.min(route.size(), PAYMENT + passed);
        boolean declined = transaction.persona().is(Trait.DECLINED);
        if (declined || transaction.persona().is(Trait.STUCK)) {
            return new Stages(route, PAYMENT, declined && running > PAYMENT);
        }
        return new Stages(route, running, false);
    }

    String status() {
        if (failing) {
            return "failed";
        }
        return running == stages.size() ? "completed" : "pending";
    }

    /** The number of stage lives between the creation and the last change. */
    int changes() {
        return failing ? 1 : running - PAYMENT;
    }

    JsonArray json() {
        JsonArray json = new JsonArray();
        for (int at = 0; at < stages.size(); at++) {
            json.add(JsonObject.of(
                    "kind", stages.get(at).kind(),
                    "name", stages.get(at).name(),
                    "status", statusAt(at),
                    "failureReason", failing && at == running ? "payment_authorization_declined" : null));
        }
        return json;
    }

    private String statusAt(int at) {
        if (at < running) {
            return "success";
        }
        if (at > running) {
            return "not_started";
        }
        return failing ? "failed" : "in_progress";
    }

    private static List<Stage> route(String paymentMethodType) {
        return switch (paymentMethodType) {
            case "card" -> CARD;
            case "sepa", "ach" -> BANK;
            default -> DEVICE;
        };
    }
}
