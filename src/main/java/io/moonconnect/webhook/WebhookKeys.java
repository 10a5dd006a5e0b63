package io.moonconnect.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.moonconnect.credential.SigningKey;

/** Keys that signatures are made with, several at a time so that they rotate. */
final class WebhookKeys {

    /** What {@link #parse} takes. */
    static final String FORM = "keys, comma separated, without spaces in them, 16 at most and none twice";

    /** No form of MoonPay's is documented. */
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e&&[^,]]{1,1024}");

    /** Every one costs a look at the whole body. */
    private static final int MOST = 16;

    private final List<SigningKey> keys;

    private WebhookKeys(List<SigningKey> keys) {
        this.keys = keys;
    }

    /** No keys: nothing has been signed with one of them. */
    static WebhookKeys none() {
        return new WebhookKeys(List.of());
    }

    /** Empty where one has another form or stands there twice, or there is none. */
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

    /** Whether one of them made this signature. Every one is tried, and compared in constant time, so that timing tells nothing. */
    boolean made(byte[] signature, String time, byte[] body) {
        boolean made = false;
        for (SigningKey key : keys) {
            made |= MessageDigest.isEqual(key.sign(time, body), signature);
        }
        return made;
    }
}
