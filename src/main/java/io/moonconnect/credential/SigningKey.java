package io.moonconnect.credential;

import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key for signatures in MoonPay's format: HMAC-SHA256 over {@code <unix seconds>.<body>}. */
public final class SigningKey {

    private final SecretKeySpec key;

    public SigningKey(byte[] key) {
        this.key = new SecretKeySpec(key, KeyedHash.ALGORITHM);
    }

    /** @param time as in the header */
    public byte[] sign(String time, byte[] body) {
        Mac mac = KeyedHash.mac(key);
        mac.update(time.getBytes(StandardCharsets.US_ASCII));
        mac.update((byte) '.');
        return mac.doFinal(body);
    }
}
