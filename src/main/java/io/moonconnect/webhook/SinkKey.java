package io.moonconnect.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.moonconnect.file.WatchedFiles;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Finds the key that the sink's requests are signed with; a missing or bad one ends the start. */
final class SinkKey {

    static final String FORM = "at least 32 random characters without spaces, as openssl rand -base64 32 makes them";

    /** The characters themselves are the key, so that {@code openssl dgst -hmac} makes the same signatures. */
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{32,1024}");

    private SinkKey() {}

    static Optional<SigningKey> parse(String text) {
        String key = text.strip();
        return KEY.matcher(key).matches()
                ? Optional.of(new SigningKey(key.getBytes(StandardCharsets.US_ASCII)))
                : Optional.empty();
    }

    /** The newest good one. */
    static Supplier<SigningKey> configured(WebhookConfig config, WatchedFiles files) {
        if (config.webhookSinkKey().isPresent() == config.webhookSinkKeyFile().isPresent()) {
            throw new ConfigurationException("moonconnect.webhook-sink needs one of moonconnect.webhook-sink-key and"
                    + " moonconnect.webhook-sink-key-file: set one");
        }
        if (config.webhookSinkKeyFile().isPresent()) {
            return files.open(config.webhookSinkKeyFile().get(), new SinkKeyFile());
        }
        SigningKey key = parse(config.webhookSinkKey().get())
                .orElseThrow(() -> new ConfigurationException("moonconnect.webhook-sink-key must hold " + FORM));
        return () -> key;
    }
}
