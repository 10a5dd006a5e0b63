package io.moonconnect.simulator.webhook;

import java.time.Duration;

import io.moonconnect.simulator.wire.Body;
import io.vertx.core.json.JsonObject;

/**
 * How webhooks are sent.
 *
 * @param url where to; empty for none
 * @param key the account's webhook API key
 * @param duplicates how often an event is sent again although it was taken
 * @param disorder whether events come in pairs whose second one is sent first
 * @param wrongSignatures so many of the next requests are signed with another key
 * @param platformShape whether events of transactions have the Platform's envelope in place of the widget's; what MoonPay
 *     itself puts into that is not documented
 * @param retry the pause before an event that was not taken is sent again, doubled each time
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

    /** Sent once, in order and well signed. */
    public static WebhookSettings to(String url, String key) {
        return new WebhookSettings(url, key, 0, false, 0, false, A_SECOND);
    }

    /** These settings with the members that the body names. */
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
