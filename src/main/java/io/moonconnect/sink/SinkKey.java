package io.moonconnect.sink;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.moonconnect.credential.SigningKey;
import io.moonconnect.reload.TextSetting;
import io.moonconnect.reload.WatchedFiles;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Loads the signing key of the sink; a missing or malformed key fails the startup. */
final class SinkKey {

    /** The key is the characters themselves, so that {@code openssl dgst -hmac} computes the same signatures. */
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{32,1024}");

    private SinkKey() {}

    /** Supplies the latest valid key. */
    static Supplier<SigningKey> configured(SinkUse use, SinkConfig config, WatchedFiles files) {
        String sink = use.group() + ".sink.";
        return new TextSetting<>(
                        use.keyName(),
                        sink + "key",
                        "at least 32 random characters without spaces, as openssl rand -base64 32 makes them",
                        SinkKey::parse)
                .find(config.key(), config.keyFile(), files)
                .orElseThrow(() ->
                        new ConfigurationException(sink + "url needs one of " + sink + "key and " + sink + "key-file"));
    }

    private static Optional<SigningKey> parse(String text) {
        String key = text.strip();
        return KEY.matcher(key).matches()
                ? Optional.of(new SigningKey(key.getBytes(StandardCharsets.US_ASCII)))
                : Optional.empty();
    }
}
