package io.moonconnect.webhook;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** What MoonPay signs webhooks with. Without either there are no webhooks: they are answered 503. */
@ConfigMapping(prefix = "moonpay")
public interface WebhookKeysConfig {

    /** The account's webhook API keys, comma separated: several during a rotation, or of test and live. */
    Optional<String> webhookKeys();

    /** A file that holds them, read again when it changes. */
    Optional<Path> webhookKeysFile();
}
