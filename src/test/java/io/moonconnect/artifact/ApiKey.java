package io.moonconnect.artifact;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** An API key of a backend, made when it is needed: no key stands in any file. */
record ApiKey(String value) {

    private static final int BYTES = 32;

    static ApiKey random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new ApiKey("mck_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** As the configuration has it. */
    String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** The value of the {@code Authorization} header. */
    String header() {
        return "ApiKey " + value;
    }
}
