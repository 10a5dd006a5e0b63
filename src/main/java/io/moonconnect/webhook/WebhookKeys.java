package io.moonconnect.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.moonconnect.credential.SigningKey;

/** The keys that verify signatures; several at once, for rotation. */
final class WebhookKeys {

    /** The format that {@link #parse} accepts. */
    static final String FORM = "keys, comma separated, without spaces in them, 16 at most and none twice";

    /** MoonPay documents no key format. */
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e&&[^,]]{1,1024}");

    /** Each key hashes the whole body. */
    private static final int MOST = 16;

    private final List<SigningKey> keys;

    private WebhookKeys(List<SigningKey> keys) {
        this.keys = keys;
    }

    /** Without keys, no signature is valid. */
    static WebhookKeys none() {
        return new WebhookKeys(List.of());
    }

    /** Empty if a key is malformed or duplicated, or if there is none. */
    static Optional<WebhookKeys> parse(String text) {
        List<String> texts = new ArrayList<>();
        for (String entry : text.split("[,\\n\\r]")) {
            String key = entry.strip();
            if (key.isEmpty()) {
                continue;
            }
            if (!KEY.matcher(key).matches() || texts.contains(key)) {
                return Optional.empty();
            }
            texts.add(key);
        }
        if (texts.isEmpty() || texts.size() > MOST) {
            return Optional.empty();
        }
        return Optional.of(new WebhookKeys(texts.stream()
                .map(key -> new SigningKey(key.getBytes(StandardCharsets.US_ASCII)))
                .toList()));
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Whether any key made the signature; constant-time over all keys. */
    boolean made(byte[] signature, String time, byte[] body) {
        boolean made = false;
        for (SigningKey key : keys) {
            made |= MessageDigest.isEqual(key.sign(time, body), signature);
        }
        return made;
    }
}
