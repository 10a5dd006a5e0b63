package io.moonconnect.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

import io.moonconnect.credential.Sha256;

/** The deduplication key of an event: a hash, so that neither memory nor Redis holds ids. */
final class EventKey {

    private static final byte ABSENT = 0;
    private static final byte PRESENT = 1;

    private EventKey() {}

    /** @param parts in a fixed order; each may be null */
    static String of(String... parts) {
        MessageDigest digest = Sha256.digest();
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
        return HexFormat.of().formatHex(Sha256.digest().digest(body));
    }
}
