package io.moonconnect.webhook;

import java.nio.ByteBuffer;
import java.util.HexFormat;

import io.moonconnect.credential.Sha256;

/** The deduplication key of an event: a hash, so that neither memory nor Redis holds ids. */
final class EventKey {

    private static final char ABSENT = 0;
    private static final char PRESENT = 1;

    private EventKey() {}

    /** @param parts in a fixed order; each may be null */
    static String of(String... parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            if (part == null) {
                text.append(ABSENT);
            } else {
                text.append(PRESENT).append(part).append(ABSENT);
            }
        }
        // In UTF-16 as it is: UTF-8 would replace every unpaired surrogate by the same character.
        ByteBuffer bytes = ByteBuffer.allocate(Character.BYTES * text.length());
        bytes.asCharBuffer().put(text.toString());
        return of(bytes.array());
    }

    static String of(byte[] body) {
        return HexFormat.of().formatHex(Sha256.digest().digest(body));
    }
}
