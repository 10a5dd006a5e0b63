package io.moonconnect.transaction;

import java.time.Duration;
import java.util.List;

import io.moonconnect.testing.EventStream;
import io.moonconnect.testing.EventStream.Event;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.SimulatorControl;

import static io.moonconnect.testing.Api.post;

/** A payment in the simulator, and what a frontend does to follow it. */
final class FollowedTransaction {

    /** How long a stage takes by the simulator's clock, which a test moves. */
    static final Duration STAGE = Duration.ofMinutes(1);

    private final String token;
    private final String id;

    private FollowedTransaction(String token, String id) {
        this.token = token;
        this.id = id;
    }

    /** The customer pays by Apple Pay: two stages are left. */
    static FollowedTransaction begin(SimulatorControl moonPay, String externalCustomerId) {
        moonPay.stageLife(STAGE);
        String token = moonPay.accessToken(externalCustomerId);
        String signature = post(token, "/v1/quotes", """
                        {"source":{"asset":{"code":"USD"},"amount":"75.00"},"destination":{"asset":{"code":"SOL"}},
                         "wallet":{"address":"9WzDXwBbmkg8ZTbNMqUxvQRAyrZzDsGYdLVL9zYtAWWM"},"paymentMethod":{"type":"apple_pay"}}""").path("quote.signature");
        return new FollowedTransaction(token, moonPay.createTransaction(token, signature));
    }

    /** The same transaction with another token. */
    FollowedTransaction with(String otherToken) {
        return new FollowedTransaction(otherToken, id);
    }

    String id() {
        return id;
    }

    String token() {
        return token;
    }

    EventStream follow() {
        return EventStream.get(path(), token);
    }

    String path() {
        return "/v1/transactions/" + id + "/stream";
    }

    /** {@code status}, and the statuses of the stages. */
    static String progress(Event transaction) {
        List<String> stages = transaction.json().path("stages").findValuesAsText("status");
        return transaction.json().path("status").textValue() + " " + String.join(",", stages);
    }

    /** How often followed transactions have been read for this reason with this outcome. */
    static double polls(PollTrigger trigger, String outcome) {
        return Metrics.value(
                "transaction_polls_total{outcome=\"" + outcome + "\",trigger=\"" + trigger.label() + "\"}");
    }

    /** How often followed transactions have been read for this reason. */
    static double polls(PollTrigger trigger) {
        return polls(trigger, "changed") + polls(trigger, "unchanged") + polls(trigger, "failed");
    }

    static double watched() {
        return Metrics.value("transactions_watched");
    }
}
