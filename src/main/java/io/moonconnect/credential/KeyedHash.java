package io.moonconnect.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Truncated HMAC-SHA256 of a secret or personal value, which cannot be guessed without the key. */
public final class KeyedHash {

    static final String ALGORITHM = "HmacSHA256";

    private static final int KEY_BYTES = 32;

    private static final int HASH_BYTES = 16;

    /** One per thread: looking up the algorithm and initialising the key cost more than hashing a short value. */
    private final ThreadLocal<Mac> macs;

    private KeyedHash(byte[] key) {
        Key secret = new SecretKeySpec(key, ALGORITHM);
        this.macs = ThreadLocal.withInitial(() -> mac(secret));
    }

    /** Uses a random key, so hashes are valid in this process only. */
    public static KeyedHash ofThisProcess() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new KeyedHash(key);
    }

    /** Uses the given key, so hashes are equal across replicas and restarts. */
    public static KeyedHash with(byte[] key) {
        return new KeyedHash(key);
    }

    /** 32 hexadecimal digits. */
    public String of(String value) {
        byte[] hash = macs.get().doFinal(value.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    }

    static Mac mac(Key key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HMAC-SHA256", impossible);
        }
    }
}
