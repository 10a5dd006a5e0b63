package io.moonconnect.simulator.webhook;

import java.time.Duration;

import io.moonconnect.simulator.wire.Body;
import io.vertx.core.json.JsonObject;

/**
 * The settings of webhooks.
 *
 * @param url the target; empty for none
 * @param key the account's webhook API key
 * @param duplicates how often an event is sent again although it was accepted
 * @param disorder whether events are sent in pairs, the second one first
 * @param wrongSignatures the number of next requests that are signed with another key
 * @param platformShape whether events of transactions have the Platform's envelope instead of the widget's; MoonPay
 *     does not document its content
 * @param retry the pause before an event that was not accepted is sent again, doubled each time
 */
public record WebhookSettings(
        String url,
        String key,
        int duplicates,
        boolean disorder,
        int wrongSignatures,
        boolean platformShape,
        Duration retry) {

    private static final Duration A_SECOND = Duration.ofSeconds(1);

    /** Sent once, in order, with valid signatures. */
    public static WebhookSettings to(String url, String key) {
        return new WebhookSettings(url, key, 0, false, 0, false, A_SECOND);
    }

    /** These settings, changed by the members of the body. */
    WebhookSettings with(Body body) {
        return new WebhookSettings(
                body.text("url").orElse(url),
                body.text("key").orElse(key),
                body.number("duplicates").map(Number::intValue).orElse(duplicates),
                body.flag("disorder").orElse(disorder),
                body.number("wrongSignatures").map(Number::intValue).orElse(wrongSignatures),
                body.flag("platformShape").orElse(platformShape),
                body.number("retryMillis")
                        .map(number -> Duration.ofMillis(number.longValue()))
                        .orElse(retry));
    }

    WebhookSettings withOneWrongLess() {
        return new WebhookSettings(url, key, duplicates, disorder, wrongSignatures - 1, platformShape, retry);
    }

    /** Without the key. */
    JsonObject json() {
        return JsonObject.of(
                "url", url,
                "duplicates", duplicates,
                "disorder", disorder,
                "wrongSignatures", wrongSignatures,
                "platformShape", platformShape,
                "retryMillis", retry.toMillis());
    }
}
