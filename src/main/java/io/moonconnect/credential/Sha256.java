package io.moonconnect.credential;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, for hashes of texts that need no key. */
public final class Sha256 {

    private Sha256() {}

    /** A new digest. Not thread-safe. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
