package io.moonconnect.disclosure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

import io.moonconnect.credential.Sha256;

/**
 * Identifies a wording: SHA-256 in hexadecimal over title, text, and label and URL of each link in order, each in UTF-8
 * and followed by a NUL. {@code printf '%s\0' "$title" "$text" "$label" "$url" | sha256sum} computes the same.
 */
final class TextDigest {

    private TextDigest() {}

    static String of(String title, String text, List<Link> links) {
        MessageDigest digest = Sha256.digest();
        add(digest, title);
        add(digest, text);
        for (Link link : links) {
            add(digest, link.label());
            add(digest, link.url());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String part) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
