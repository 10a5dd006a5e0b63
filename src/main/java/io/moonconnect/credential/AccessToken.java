package io.moonconnect.credential;

import java.util.Optional;

/**
 * The connected customer's MoonPay access token, forwarded as a bearer token. It is held only for the request or the
 * stream; {@link #toString()} masks it.
 */
public final class AccessToken {

    private static final int MAX_LENGTH = 8 * 1024;

    private static final String OTHER_CHARACTERS = "-._~+/";

    private final String value;

    private AccessToken(String value) {
        this.value = value;
    }

    /** Empty if the text is not a bearer token (RFC 6750) of at most 8 KiB. */
    public static Optional<AccessToken> parse(String text) {
        return isBearerToken(text) ? Optional.of(new AccessToken(text)) : Optional.empty();
    }

    static boolean isBearerToken(String text) {
        return text.length() <= MAX_LENGTH && hasForm(text);
    }

    /** RFC 6750's {@code b64token}. A loop is several times as fast as a regular expression. */
    private static boolean hasForm(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (!isTokenCharacter(text.charAt(i))) {
                return false;
            }
        }
        return end > 0;
    }

    private static boolean isTokenCharacter(char character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || OTHER_CHARACTERS.indexOf(character) >= 0;
    }

    /** The value of MoonPay's {@code Authorization} header. */
    public String header() {
        return "Bearer " + value;
    }

    /** Masks the token in a message of MoonPay, which may echo it. */
    public String withheldFrom(String message) {
        return message.replace(value, toString());
    }

    /** For whatever outlives the request. */
    public String hashed(KeyedHash hash) {
        return hash.of(value);
    }

    @Override
    public String toString() {
        return "AccessToken[masked]";
    }
}
