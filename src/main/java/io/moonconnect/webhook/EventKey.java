package io.moonconnect.webhook;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import io.moonconnect.credential.Sha256;

/**
 * The deduplication key of an event: a hash, so that neither memory nor Redis holds ids. Versions that run together
 * during an upgrade must compute the same key.
 */
final class EventKey {

    private static final char ABSENT = 0;
    private static final char PRESENT = 1;

    /** In no UTF-8 text. */
    private static final byte UTF_16 = (byte) 0xFF;

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
        return of(bytes(text));
    }

    static String of(byte[] body) {
        return HexFormat.of().formatHex(Sha256.digest().digest(body));
    }

    private static byte[] bytes(CharSequence text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException unpairedSurrogate) {
            // As it is: UTF-8 would replace every unpaired surrogate by the same character.
            ByteBuffer bytes = ByteBuffer.allocate(1 + Character.BYTES * text.length());
            bytes.put(UTF_16).asCharBuffer().put(text.toString());
            return bytes.array();
        }
    }
}
