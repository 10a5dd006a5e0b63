package io.moonconnect.moonpay;

import io.moonconnect.http.AsciiSet;
import io.moonconnect.problem.Failure;

/**
 * The connected customer's MoonPay access token, forwarded as a bearer token. It is held only for the request or the
 * stream; {@link #toString()} masks it.
 */
public final class AccessToken {

    public static final String HEADER = "MoonPay-Access-Token";

    private static final int MAX_LENGTH = 8 * 1024;

    private static final AsciiSet CHARACTERS = AsciiSet.alphanumericAnd("-._~+/");

    private final String value;

    private AccessToken(String value) {
        this.value = value;
    }

    /** Parses the header's value, which may be null. A missing or malformed one is a validation error. */
    public static AccessToken of(String header) {
        if (header == null || header.isEmpty()) {
            throw Failure.invalid(HEADER, "is required: the connected customer's MoonPay access token");
        }
        if (header.length() > MAX_LENGTH || !hasForm(header)) {
            throw Failure.invalid(HEADER, "must be a bearer token (RFC 6750) of at most 8 KiB");
        }
        return new AccessToken(header);
    }

    /** RFC 6750's {@code b64token}. */
    private static boolean hasForm(String header) {
        int end = header.length();
        while (end > 0 && header.charAt(end - 1) == '=') {
            end--;
        }
        return end > 0 && CHARACTERS.containsAll(header, end);
    }

    String header() {
        return "Bearer " + value;
    }

    /** Masks the token in a message of MoonPay, which may echo it. */
    String withheldFrom(String message) {
        return message.replace(value, toString());
    }

    /** For whatever outlives the request. */
    public String hashed(TokenHash hash) {
        return hash.of(value);
    }

    @Override
    public String toString() {
        return "AccessToken[masked]";
    }
}
