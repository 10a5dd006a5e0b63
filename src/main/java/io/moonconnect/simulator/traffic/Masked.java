package io.moonconnect.simulator.traffic;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/** Hashes keys and tokens for the request log, so that equal values stay recognisable. */
final class Masked {

    private static final Set<String> SECRET = Set.of("authorization", "x-api-key", "cookie");
    private static final int SHOWN_DIGITS = 16;
    private static final int MODE_PREFIX = "sk_test_".length();

    private Masked() {}

    static String header(String name, String value) {
        if (!SECRET.contains(name.toLowerCase())) {
            return value;
        }
        int scheme = value.indexOf(' ') + 1;
        String secret = value.substring(scheme);
        String mode = secret.startsWith("sk_") ? secret.substring(0, Math.min(MODE_PREFIX, secret.length())) : "";
        return value.substring(0, scheme) + mode + "sha256:" + digest(secret);
    }

    private static String digest(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, SHOWN_DIGITS);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
