package io.moonconnect.caller;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/**
 * Backends only, as in production, with two keys that are made here, and one that no test uses. Quarkus reads a profile in more than one class loader,
 * so the keys are kept where all of them look.
 */
public class TwoKeys implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "moonconnect.callers",
                "backend",
                "moonconnect.backend-keys",
                "old=" + digest(key("old")) + ", new=" + digest(key("new")) + ", spare=" + digest(key("spare")));
    }

    /** A key of the form that the service takes. */
    static String anyKey() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return "mck_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** The key of this name. */
    public static String key(String name) {
        return (String) System.getProperties().computeIfAbsent("test.backend-key." + name, unset -> anyKey());
    }

    public static String digest(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
