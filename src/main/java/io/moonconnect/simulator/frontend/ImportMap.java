package io.moonconnect.simulator.frontend;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The import map of a page. It must be inline, so the content security policy names its hash. */
final class ImportMap {

    private static final Pattern ELEMENT = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private ImportMap() {}

    /** The source expression that allows it, for example {@code 'sha256-...'}. */
    static String source(String page) {
        Matcher map = ELEMENT.matcher(page);
        if (!map.find()) {
            throw new IllegalStateException("The page has no import map");
        }
        return "'sha256-" + Base64.getEncoder().encodeToString(sha256(map.group(1))) + "'";
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
