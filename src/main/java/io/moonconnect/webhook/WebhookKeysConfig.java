package io.moonconnect.webhook;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** The keys that verify MoonPay's webhooks. If none are set, webhooks are answered with 503. */
@ConfigMapping(prefix = "moonpay")
public interface WebhookKeysConfig {

    /** The account's webhook API keys, comma-separated: several during a rotation, or for test and live. */
    Optional<String> webhookKeys();

    /** A file that contains them; reloaded when it changes. */
    Optional<Path> webhookKeysFile();
}
