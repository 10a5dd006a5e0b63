package io.moonconnect.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** An app's X25519 key: its public half for a frame's URL, and what a frame encrypted for it. All by the JDK. */
public final class AppKey {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HexFormat HEX = HexFormat.of();
    private static final int KEY_BYTES = 32;
    private static final int TAG_BITS = 128;
    private static final byte[] EMPTY_SALT = new byte[KEY_BYTES];
    private static final byte[] FIRST_BLOCK_OF_EMPTY_INFO = {1};

    private final KeyPair pair;

    public AppKey() {
        try {
            pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    public String publicHex() {
        byte[] bigEndian = ((XECPublicKey) pair.getPublic()).getU().toByteArray();
        byte[] raw = new byte[KEY_BYTES];
        for (int at = 0; at < Math.min(KEY_BYTES, bigEndian.length); at++) {
            raw[at] = bigEndian[bigEndian.length - 1 - at];
        }
        return HEX.formatHex(raw);
    }

    /** What is in the envelope {@code {ephemeralPublicKey, iv, ciphertext}}. */
    public JsonNode decrypt(String envelope) {
        try {
            JsonNode parts = JSON.readTree(envelope);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(derived(secret(bytes(parts, "ephemeralPublicKey"))), "AES"),
                    new GCMParameterSpec(TAG_BITS, bytes(parts, "iv")));
            return JSON.readTree(cipher.doFinal(bytes(parts, "ciphertext")));
        } catch (GeneralSecurityException | IOException notForThisKey) {
            throw new UncheckedIOException(new IOException(notForThisKey));
        }
    }

    private byte[] secret(byte[] publicKey) throws GeneralSecurityException {
        byte[] bigEndian = new byte[KEY_BYTES];
        for (int at = 0; at < KEY_BYTES; at++) {
            bigEndian[at] = publicKey[KEY_BYTES - 1 - at];
        }
        PublicKey theirs = KeyFactory.getInstance("X25519")
                .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, bigEndian)));
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(pair.getPrivate());
        agreement.doPhase(theirs, true);
        return agreement.generateSecret();
    }

    /** HKDF-SHA256 with empty salt and info; 32 bytes are its first block. */
    private static byte[] derived(byte[] secret) throws GeneralSecurityException {
        return hmac(hmac(EMPTY_SALT, secret), FIRST_BLOCK_OF_EMPTY_INFO);
    }

    private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    private static byte[] bytes(JsonNode parts, String name) {
        return HEX.parseHex(parts.path(name).textValue());
    }
}
