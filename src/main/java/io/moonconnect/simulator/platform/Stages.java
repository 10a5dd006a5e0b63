package io.moonconnect.simulator.platform;

import java.time.Duration;
import java.util.List;

import io.moonconnect.simulator.people.Trait;
import io.moonconnect.simulator.state.Settings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The progress of a transaction: each stage lasts one stage life, in the order of the payment method.
 *
 * @param running index of the stage in progress; the number of stages after the last one
 * @param failure why the running stage failed; null if it did not
 * @param deliveryOpen whether the delivery is still in progress although the transaction is completed
 */
record Stages(List<Stage> stages, int running, String failure, boolean deliveryOpen) {

    private static final Stage ORDERING = new Stage("ordering", "Order");
    private static final Stage WAITING_PAYMENT = new Stage("waiting_payment", "Payment");
    private static final Stage VERIFICATION = new Stage("verification", "Verification");
    private static final Stage DELIVERY = new Stage("delivery", "Delivery");

    /** MoonPay's stages may have no name. */
    private static final Stage PROCESSING = new Stage("processing", null);

    private static final List<Stage> CARD = List.of(ORDERING, WAITING_PAYMENT, VERIFICATION, DELIVERY);
    private static final List<Stage> DEVICE = List.of(ORDERING, WAITING_PAYMENT, DELIVERY);
    private static final List<Stage> BANK = List.of(ORDERING, WAITING_PAYMENT, VERIFICATION, PROCESSING, DELIVERY);
    private static final int PAYMENT = 1;

    private record Stage(String kind, String name) {}

    /** The ordering stage ends when the transaction is created, so its age counts from the payment stage. */
    static Stages of(Transaction transaction, Duration age, Settings settings) {
        Duration stageLife = settings.stageLife();
        List<Stage> route = route(transaction.paymentMethodType());
        long passed = stageLife.isZero() ? route.size() : age.toMillis() / Math.max(1, stageLife.toMillis());
        int running = (int) Math.min(route.size(), PAYMENT + passed);
        String failure = failure(transaction);
        if (failure != null || transaction.persona().is(Trait.STUCK)) {
            return new Stages(route, PAYMENT, running > PAYMENT ? failure : null, false);
        }
        Duration untilCompleted = stageLife.multipliedBy(route.size() - PAYMENT);
        boolean late = transaction.persona().is(Trait.LATE_DELIVERY)
                && running == route.size()
                && age.minus(untilCompleted).compareTo(settings.lateDelivery()) < 0;
        return new Stages(route, running, null, late);
    }

    String status() {
        if (failure != null) {
            return "failed";
        }
        return running == stages.size() ? "completed" : "pending";
    }

    boolean delivered() {
        return status().equals("completed") && !deliveryOpen;
    }

    boolean awaitsPayment() {
        return running == PAYMENT && failure == null;
    }

    /** The number of stage lives between the creation and the last change. */
    int changes() {
        return failure == null ? running - PAYMENT : 1;
    }

    JsonArray json() {
        JsonArray json = new JsonArray();
        for (int at = 0; at < stages.size(); at++) {
            JsonObject stage = JsonObject.of("kind", stages.get(at).kind());
            if (stages.get(at).name() != null) {
                stage.put("name", stages.get(at).name());
            }
            json.add(stage.put("status", statusAt(at)).put("failureReason", at == running ? failure : null));
        }
        return json;
    }

    private String statusAt(int at) {
        if (deliveryOpen && at == stages.size() - 1) {
            return "in_progress";
        }
        if (at < running) {
            return "success";
        }
        if (at > running) {
            return "not_started";
        }
        return failure == null ? "in_progress" : "failed";
    }

    /** Why the transaction is going to fail; null if it is not. */
    private static String failure(Transaction transaction) {
        if (transaction.persona().is(Trait.TRANSFER_TIMES_OUT) && transaction.isBankTransfer()) {
            return "timeout_bank_transfer";
        }
        return transaction.persona().is(Trait.DECLINED) ? "payment_authorization_declined" : null;
    }

    private static List<Stage> route(String paymentMethodType) {
        return switch (paymentMethodType) {
            case "card" -> CARD;
            case "sepa", "ach" -> BANK;
            default -> DEVICE;
        };
    }
}
