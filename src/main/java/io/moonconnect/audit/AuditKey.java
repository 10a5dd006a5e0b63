package io.moonconnect.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

import io.moonconnect.credential.KeyedHash;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Loads the key of the hashes; an invalid key fails the startup. */
final class AuditKey {

    /** The key is the characters themselves, so that {@code openssl dgst -hmac} computes the same hashes. */
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{32,1024}");

    private AuditKey() {}

    /** Empty if no key is configured. */
    static Optional<KeyedHash> configured(AuditConfig config) {
        if (config.key().isPresent() && config.keyFile().isPresent()) {
            throw new ConfigurationException(
                    "moonconnect.audit.key and moonconnect.audit.key-file are both set: set one");
        }
        String name = config.keyFile().isPresent() ? "moonconnect.audit.key-file" : "moonconnect.audit.key";
        return config.key()
                .or(() -> config.keyFile().map(AuditKey::read))
                .map(text -> KeyedHash.with(checked(name, text.strip())));
    }

    private static byte[] checked(String name, String key) {
        if (!FORM.matcher(key).matches()) {
            throw new ConfigurationException(name
                    + " must hold at least 32 random characters without spaces, as openssl rand -base64 32 makes them");
        }
        return key.getBytes(StandardCharsets.US_ASCII);
    }

    /** Does not log the path, which may be the key by mistake. Reading a pipe would block. */
    private static String read(Path file) {
        ConfigurationException refusal =
                new ConfigurationException("moonconnect.audit.key-file must be the path of a file that can be read");
        try {
            if (!Files.isRegularFile(file)) {
                throw refusal;
            }
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw refusal;
        }
    }
}
