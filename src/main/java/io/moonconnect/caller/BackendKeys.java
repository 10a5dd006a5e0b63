package io.moonconnect.caller;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.moonconnect.credential.Sha256;
import io.moonconnect.http.AsciiSet;

/** The API keys of the host's backends, stored as SHA-256 digests. Several keys may be valid at once, for rotation. */
final class BackendKeys {

    private static final String PREFIX = "mck_";

    /** The prefix plus 256 random bits in base64url. */
    private static final int KEY_LENGTH = PREFIX.length() + 43;

    private static final AsciiSet BASE64_URL = AsciiSet.alphanumericAnd("-_");

    /** The format that {@link #parse} accepts. Names are unique because logs and metrics identify a key by its name. */
    static final String FORM =
            "name=sha256hex, comma separated, 64 hexadecimal digits each, no name and no digest twice";

    private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9._-]{1,64})=([0-9a-fA-F]{64})");

    /** One per thread: looking up the algorithm costs more than hashing a short text. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Sha256::digest);

    private record NamedDigest(String name, byte[] digest) {}

    private final List<NamedDigest> keys;

    private BackendKeys(List<NamedDigest> keys) {
        this.keys = keys;
    }

    /** Parses {@code name=sha256hex, ...}; empty if an entry is malformed or duplicated, or if there are no entries. */
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

    Set<String> names() {
        return keys.stream().map(NamedDigest::name).collect(Collectors.toUnmodifiableSet());
    }

    /** The name of the presented key. Compares all digests in constant time, so that timing does not reveal a match. */
    Optional<String> nameOf(String presented) {
        if (!isWellFormed(presented)) {
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

    /** Rejects malformed keys before hashing them. */
    private static boolean isWellFormed(String presented) {
        return presented.length() == KEY_LENGTH && presented.startsWith(PREFIX) && BASE64_URL.containsAll(presented);
    }
}
