package io.moonconnect.caller;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.moonconnect.http.AsciiSet;

/** The API keys of the host's backends, known by their digests only. Several may be valid at a time, so that they rotate. */
final class BackendKeys {

    private static final String PREFIX = "mck_";

    /** The prefix, and 256 random bits in base64url. */
    private static final int KEY_LENGTH = PREFIX.length() + 43;

    private static final AsciiSet BASE64_URL = AsciiSet.alphanumericAnd("-_");

    /** What {@link #parse} takes. A name stands for one key, since it is what tells keys apart in logs and metrics. */
    static final String FORM =
            "name=sha256hex, comma separated, 64 hexadecimal digits each, no name and no digest twice";

    private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9._-]{1,64})=([0-9a-fA-F]{64})");

    /** One for each thread: to find the algorithm costs more than a short hash. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(BackendKeys::sha256);

    private record NamedDigest(String name, byte[] digest) {}

    private final List<NamedDigest> keys;

    private BackendKeys(List<NamedDigest> keys) {
        this.keys = keys;
    }

    /** Reads {@code name=sha256hex, ...}; empty where an entry has another form or stands there twice, or there is none. */
    static Optional<BackendKeys> parse(String text) {
        List<NamedDigest> keys = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> digests = new HashSet<>();
        for (String entry : text.split("[,\\n\\r]")) {
            if (entry.isBlank()) {
                continue;
            }
            Matcher matcher = ENTRY.matcher(entry.strip());
            if (!matcher.matches()) {
                return Optional.empty();
            }
            String name = matcher.group(1);
            String digest = matcher.group(2).toLowerCase(Locale.ROOT);
            if (!names.add(name) || !digests.add(digest)) {
                return Optional.empty();
            }
            keys.add(new NamedDigest(name, HexFormat.of().parseHex(digest)));
        }
        return keys.isEmpty() ? Optional.empty() : Optional.of(new BackendKeys(List.copyOf(keys)));
    }

    /** The name of a key. Every digest is compared, each in constant time, so that timing tells nothing. */
    Optional<String> nameOf(String presented) {
        if (!hasForm(presented)) {
            return Optional.empty();
        }
        byte[] digest = SHA_256.get().digest(presented.getBytes(StandardCharsets.US_ASCII));
        String name = null;
        for (NamedDigest key : keys) {
            if (MessageDigest.isEqual(key.digest(), digest)) {
                name = key.name();
            }
        }
        return Optional.ofNullable(name);
    }

    /** Anything else is refused before it is hashed. */
    private static boolean hasForm(String presented) {
        return presented.length() == KEY_LENGTH && presented.startsWith(PREFIX) && BASE64_URL.containsAll(presented);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
