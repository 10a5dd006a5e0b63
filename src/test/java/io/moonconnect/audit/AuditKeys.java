package io.moonconnect.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.quarkus.test.junit.QuarkusTestProfile;

/**
 * A backend {@code shop} with a key, and a key for the audit. Quarkus reads a profile in more than one class loader, so
 * what is random is kept where all of them look.
 */
public class AuditKeys implements QuarkusTestProfile {

    private static final String BACKEND_KEY = "test.audit.backend-key";
    private static final String AUDIT_KEY = "test.audit.audit-key";

    /** The same with customers by their own ids. */
    public static class PlainCustomers extends AuditKeys {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("moonconnect.audit.customer-ids", "plain");
            return overrides;
        }
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("moonconnect.backend-keys", "shop=" + sha256(backendKey()), "moonconnect.audit.key", auditKey());
    }

    static String backendKey() {
        return "mck_" + kept(BACKEND_KEY);
    }

    /** The hash of a customer's id or of a token as {@code openssl dgst -sha256 -hmac} makes it, cut to 128 bits. */
    static String hash(String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(auditKey().getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, 32);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String auditKey() {
        return kept(AUDIT_KEY);
    }

    private static String kept(String property) {
        return (String) System.getProperties().computeIfAbsent(property, unset -> random());
    }

    private static String random() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static String sha256(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
