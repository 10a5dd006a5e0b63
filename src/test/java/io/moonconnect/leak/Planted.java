package io.moonconnect.leak;

import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * A unique secret or personal value, so that it is found anywhere: whole, in part, or encoded. Constants are system
 * properties, since Quarkus loads this class more than once.
 *
 * @param name reported where the value is found
 */
record Planted(String name, String value) {

    static final Planted SECRET_KEY = constant("secret key", "sk_test_" + random(32));
    static final Planted AUDIT_KEY = constant("audit key", random(48));
    static final Planted WEBHOOK_KEY = constant("webhook key", "wk_test_" + random(32));
    static final Planted SINK_KEY = constant("sink key", random(48));
    static final Planted AUDIT_SINK_KEY = constant("audit sink key", random(48));
    static final Planted API_KEY = constant("API key", "mck_" + random(43));

    /** Length of a part that identifies a value; shorter ones could be anything. */
    private static final int PART = 12;

    /** A value's kind ({@code sk_test_}) reveals nothing. */
    private static final int PREFIX = 8;

    /** Every JWT starts the same. */
    private static final String ANY_JWT = "eyJ";

    private static final int BASE64_GROUP = 3;

    /** Letters and digits, in both cases. */
    static String random(int length) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        return new SecureRandom()
                .ints(length, 0, alphabet.length())
                .collect(StringBuilder::new, (text, i) -> text.append(alphabet.charAt(i)), StringBuilder::append)
                .toString();
    }

    /** In lower case: an Ethereum address of one case has no checksum. */
    static String hex(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    static String digits(int length) {
        BigInteger bound = BigInteger.TEN.pow(length - 1);
        return bound.add(new BigInteger(30, new SecureRandom()).mod(bound)).toString();
    }

    String sha256() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    String percentEncoded() {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** All forms that reveal the value, in lower case. */
    Set<String> traces() {
        Set<String> traces = new LinkedHashSet<>();
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        traces.add(value);
        traces.add(percentEncoded());
        traces.add(HexFormat.of().formatHex(bytes));
        for (int shift = 0; shift < BASE64_GROUP; shift++) {
            traces.add(base64(bytes, shift));
            traces.add(base64(bytes, shift).replace('+', '-').replace('/', '_'));
        }
        if (value.length() > 2 * PART && !isAddress()) {
            if (!value.startsWith(ANY_JWT)) {
                traces.add(value.substring(0, PART + PREFIX));
            }
            traces.add(value.substring(value.length() - PART));
            traces.add(value.substring(value.length() - 2 * PART, value.length() - PART));
        }
        Set<String> lowerCase = new LinkedHashSet<>();
        traces.forEach(trace -> lowerCase.add(trace.toLowerCase(Locale.ROOT)));
        return lowerCase;
    }

    /** Never the value: failure messages contain this. */
    @Override
    public String toString() {
        return name;
    }

    private boolean isAddress() {
        return name.startsWith("device");
    }

    /** The middle of its Base64 at an offset of this many bytes; the ends depend on the surroundings. */
    private static String base64(byte[] bytes, int shift) {
        byte[] shifted = new byte[shift + bytes.length];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        return encoded.substring(shift == 0 ? 0 : shift + 1, encoded.length() - 2);
    }

    private static Planted constant(String name, String made) {
        return new Planted(
                name, (String) System.getProperties().computeIfAbsent("test.planted." + name, unset -> made));
    }
}
