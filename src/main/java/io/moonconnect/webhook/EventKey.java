package io.moonconnect.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What an event is known by: a hash, since ids are nothing that a memory or Redis has to hold. */
final class EventKey {

    private static final byte ABSENT = 0;
    private static final byte PRESENT = 1;

    private EventKey() {}

    /** @param parts each of them or null, in the same order always */
    static String of(String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            if (part == null) {
                digest.update(ABSENT);
            } else {
                digest.update(PRESENT);
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update(ABSENT);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String of(byte[] body) {
        return HexFormat.of().formatHex(sha256().digest(body));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
